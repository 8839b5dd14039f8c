import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Language = 'en' | 'nl';

/** The words of the browser app in a language, by area and key, such as `links.welcome`. */
export function wordsIn(language: Language): (key: string, values?: Record<string, string>) => string {
  const file = join(import.meta.dirname, '../app/locales', `${language}.json`);
  const areas = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;
  return (key, values = {}) => {
    const [area = '', name = ''] = key.split('.');
    const words = areas[area]?.[name];
    if (words === undefined) throw new Error(`${language} has no words ${key}`);
    return words.replace(/\{\{ (\w+) \}\}/g, (_, value: string) => values[value] ?? '');
  };
}
