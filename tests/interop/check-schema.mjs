// SPDX-License-Identifier: Apache-2.0
// Whether every file of tests/vectors is what docs/vector-format.schema.json says, and every one of tests/tables what
// docs/vector-format.md says; names are unique.
import { readFileSync, readdirSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const here = new URL("../", import.meta.url);
const schema = JSON.parse(readFileSync(new URL("../docs/vector-format.schema.json", here)));
const validate = new Ajv({ allErrors: false, strict: false }).compile(schema);
const read = (name) => JSON.parse(readFileSync(new URL(name, here)));
let count = 0;
for (const name of readdirSync(new URL("vectors/", here), { recursive: true }).filter((file) => file.endsWith(".json"))) {
  const file = read(`vectors/${name}`);
  if (!validate(file)) throw new Error(`${name}: ${new Ajv().errorsText(validate.errors)}`);
  const ids = new Set(file.vectors.map(({ id }) => id));
  if (ids.size !== file.vectors.length) throw new Error(`${name}: an id stands twice`);
  count += ids.size;
}
console.log(`${count} vectors fit the schema`);

const isText = (value) => typeof value === "string" && value !== "";
const verdicts = [undefined, "valid", "invalid", "malformed"];
let rows = 0;
for (const name of readdirSync(new URL("tables/", here))) {
  const table = read(`tables/${name}`);
  const members = Object.keys(table).join();
  if (members !== "format,description,source,rows" || table.format !== "walletauth-table/1") throw new Error(`${name}: no table`);
  for (const row of table.rows) {
    if (![row.id, row.scheme, row.source, row.why].every(isText)) throw new Error(`${name}: ${row.id} lacks id, scheme, source or why`);
    if (!verdicts.includes(row.expect)) throw new Error(`${name}: ${row.id} expects ${row.expect}`);
  }
  if (new Set(table.rows.map(({ id }) => id)).size !== table.rows.length) throw new Error(`${name}: an id stands twice`);
  rows += table.rows.length;
}
console.log(`${rows} rows of tables have the members they must have`);
