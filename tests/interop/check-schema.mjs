// SPDX-License-Identifier: Apache-2.0
// Whether every vector file is what docs/vector-format.schema.json says, and every table what
// docs/vector-format.md says; names are unique.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';

const REPOSITORY = new URL('../../', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, REPOSITORY)));
const folders_of = (name) => readdirSync(new URL(name, REPOSITORY), { withFileTypes: true })
    .filter((entry) => entry.isDirectory()).map((entry) => `${name}/${entry.name}`);

/** The JSON files of those of the folders that are there; throws if there is none. */
function json_files(folders) {
    const found = folders.filter((folder) => existsSync(new URL(folder, REPOSITORY)))
        .flatMap((folder) => readdirSync(new URL(folder, REPOSITORY)).map((file) => `${folder}/${file}`))
        .filter((file) => file.endsWith('.json'));
    if (found.length === 0) throw new Error(`no JSON files in ${folders.join(', ')}`);
    return found.sort();
}

const has_twice = (items) => new Set(items.map(({ id }) => id)).size !== items.length;

function check_vectors(names) {
    const validate = new Ajv({ allErrors: false, strict: false }).compile(read('docs/vector-format.schema.json'));
    let count = 0;
    for (const name of names) {
        const file = read(name);
        if (!validate(file)) throw new Error(`${name}: ${new Ajv().errorsText(validate.errors)}`);
        if (has_twice(file.vectors)) throw new Error(`${name}: an id stands twice`);
        count += file.vectors.length;
    }
    console.log(`${count} vectors in ${names.length} files fit the schema`);
}

const is_text = (value) => typeof value === 'string' && value !== '';
const VERDICTS = [undefined, 'valid', 'invalid', 'malformed'];

function check_tables(names) {
    let count = 0;
    for (const name of names) {
        const table = read(name);
        const members = Object.keys(table).join();
        if (members !== 'format,description,source,rows' || table.format !== 'walletauth-table/1') throw new Error(`${name}: no table`);
        for (const row of table.rows) {
            if (![row.id, row.scheme, row.source, row.why].every(is_text)) throw new Error(`${name}: ${row.id} lacks id, scheme, source or why`);
            if (!VERDICTS.includes(row.expect)) throw new Error(`${name}: ${row.id} expects ${row.expect}`);
        }
        if (has_twice(table.rows)) throw new Error(`${name}: an id stands twice`);
        count += table.rows.length;
    }
    console.log(`${count} rows of ${names.length} tables have the members they must have`);
}

const chains = folders_of('plugins');
const with_vectors = [...chains, ...folders_of('examples'), 'tests/conformance', ...chains.map((chain) => `${chain}/tests`)];
check_vectors(json_files(with_vectors.map((folder) => `${folder}/vectors`)));
check_tables(json_files(['tests/tables', ...chains.map((chain) => `${chain}/tests/tables`)]));
