// SPDX-License-Identifier: Apache-2.0
// Whether every file of tests/vectors is what docs/vector-format.schema.json says, and names are unique.
import { readFileSync, readdirSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const here = new URL("../", import.meta.url);
const schema = JSON.parse(readFileSync(new URL("../docs/vector-format.schema.json", here)));
const validate = new Ajv({ allErrors: false, strict: false }).compile(schema);
let count = 0;
for (const name of readdirSync(new URL("vectors/", here), { recursive: true }).filter((file) => file.endsWith(".json"))) {
  const file = JSON.parse(readFileSync(new URL(`vectors/${name}`, here)));
  if (!validate(file)) throw new Error(`${name}: ${new Ajv().errorsText(validate.errors)}`);
  const ids = new Set(file.vectors.map(({ id }) => id));
  if (ids.size !== file.vectors.length) throw new Error(`${name}: an id stands twice`);
  count += ids.size;
}
console.log(`${count} vectors fit the schema`);
