// What several parts need is in one file, a piece for each set of parts that need it, so that it
// is one request. The file is a module without code that has the pieces as custom sections.
let pieces;
async function piece(name) {
    pieces ??= WebAssembly.compileStreaming(fetch(new URL("./shared.wasm", import.meta.url)));
    const asked = pieces;
    try {
        const [content] = WebAssembly.Module.customSections(await asked, name);
        return new Response(content, { headers: { "Content-Type": "application/wasm" } });
    } catch (error) {
        // Whoever asks again gets a fresh attempt.
        if (pieces === asked) pieces = undefined;
        throw error;
    }
}
