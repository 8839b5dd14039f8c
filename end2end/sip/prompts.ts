import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FOLDER = resolve(import.meta.dirname, '../../server/prompts');

/** A sound that comes with the program, such as `nl/thanks`. */
export const prompt = (name: string): Buffer => readFileSync(`${FOLDER}/${name}.wav`);
