// What several parts need and is small is in one file, a piece for each set of parts that need it,
// so that it is one request. The file is a module without code, and the pieces are its custom sections.
let pieces;
async function readPiece(name) {
    pieces ??= WebAssembly.compileStreaming(fetch(new URL("./shared.wasm", import.meta.url)));
    const asked = pieces;
    try {
        const [piece] = WebAssembly.Module.customSections(await asked, name);
        return new Response(piece, { headers: { "Content-Type": "application/wasm" } });
    } catch (error) {
        // Whoever asks again gets a fresh attempt.
        if (pieces === asked) pieces = undefined;
        throw error;
    }
}
