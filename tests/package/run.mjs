// The packed tarball in everything that people use, one after another. `node tests/package/run.mjs [group …]`, with the
// tarball in EVERTOKEN_TARBALL and a browser in CHROMIUM; `cargo xtask test --all consumers` brings both.

import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { install } from './driver/places.mjs';
import { AuthServer } from './driver/server.mjs';
import { Stage } from './driver/stage.mjs';
import { keepTable } from './driver/table.mjs';

const OFF_THE_NETWORK = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const GROUPS = ['plain', 'vite8', 'vite5', 'bundlers', 'next', 'runtimes', 'runners', 'bindings', 'bindings_oldest'];

const { CHROMIUM, EVERTOKEN_TARBALL } = process.env;
const asked = process.argv.slice(2);
const groups = GROUPS.filter((group) => asked.length === 0 || asked.includes(group));
const failures = [];
const shown = [];

const timed = async (title, work) => {
  const start = performance.now();
  let verdict = 'ok';
  try {
    return await work();
  } catch (error) {
    verdict = 'FAILED';
    failures.push(title);
    console.error(error);
  } finally {
    console.log(`  ${title.padEnd(50)}${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${verdict}`);
  }
};

const check = async (stage, work) => {
  const environment = { ...process.env };
  try {
    await work(stage);
  } finally {
    await stage.leave();
    process.env = environment; // bundlers set NODE_ENV, for us and for whom we start
  }
};

const checkGroup = async (group, server, browser) => {
  console.log(`▸ ${group}`);
  const folder = await timed('npm install', () => install(group, EVERTOKEN_TARBALL));
  if (!folder) return;
  const { default: consumersOf } = await import(`./consumers/${group}/consumers.mjs`);
  const version = (tool) => JSON.parse(readFileSync(`${folder}/node_modules/${tool}/package.json`, 'utf8')).version;
  const consumers = consumersOf(version);
  for (const { name, checks } of consumers) {
    for (const [how, work] of Object.entries(checks)) {
      await timed(`${name}, ${how}`, () => check(new Stage(folder, server, browser), work));
    }
  }
  shown.push(...consumers);
};

const unknown = (await readdir(new URL('consumers/', import.meta.url))).filter((group) => !GROUPS.includes(group));
if (unknown.length > 0) throw new Error(`GROUPS lacks ${unknown}`);
const server = await AuthServer.start();
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', ...OFF_THE_NETWORK] });
for (const group of groups) await checkGroup(group, server, browser);
await browser.close();
await server.stop();
if (failures.length > 0) throw new Error(`failed: ${failures.join('; ')}`);
if (groups.length === GROUPS.length) await keepTable(shown);
