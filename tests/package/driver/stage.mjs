// What a check has at hand: the folder of its consumer, a browser, programs, and the server that says what really happened.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addPage } from './places.mjs';
import { EXPECTED_CALLS, EXPECTED_REPORT } from './server.mjs';
import { serve } from './site.mjs';

const PATIENCE_MS = 120_000;
/** For a whole program: the slowest build takes a third of it on two busy cores. */
const PROGRAM_MS = 300_000;
/** What the browser writes about the refusals of the scenario. */
const REFUSED = /^Failed to load resource: the server responded with a status of 40[14] /;

export class Stage {
  #server;
  #browser;
  #leaving = [];

  constructor(group, server, browser) {
    this.group = group;
    this.#server = server;
    this.#browser = browser;
  }

  /** The folder of one consumer, with the shared page in it. */
  async page(name) {
    const folder = join(this.group, name);
    await addPage(folder);
    return folder;
  }

  /** A tool of the group. */
  async tool(name) {
    const { tool } = await import(pathToFileURL(join(this.group, 'tool.mjs')).href);
    const module = await tool(name);
    return module.default ?? module;
  }

  /** Called at the end, the last first, whatever happens. */
  atEnd(leave) {
    this.#leaving.push(leave);
  }

  async leave() {
    for (const leave of this.#leaving.reverse()) await leave();
  }

  async serve(folder, headers) {
    const site = await serve(folder, headers);
    this.atEnd(site.close);
    return site.origin;
  }

  /** Opens `url` in a browser of its own and awaits that the scenario has run there, without an error in page or console. */
  async visit(url) {
    const visit = this.#server.visit();
    const context = await this.#context();
    const fault = new Promise((_, reject) => {
      context.on('weberror', (event) => reject(event.error()));
      context.on('console', (line) => {
        if (line.type() === 'error' && !REFUSED.test(line.text())) reject(new Error(`console: ${line.text()}`));
      });
    });
    const page = await context.newPage();
    await page.goto(`${url}?server=${encodeURIComponent(visit.address)}`);
    await this.#judge(visit, fault);
    return page;
  }

  /** A page that does not run the scenario. */
  async open(url) {
    const page = await (await this.#context()).newPage();
    await page.goto(url);
    return page;
  }

  /** Runs a program that runs the scenario. */
  async run(program, args, environment = {}) {
    const visit = this.#server.visit();
    const ended = this.finish(program, args, { SERVER: visit.address, ...environment });
    await Promise.all([ended, this.#judge(visit, ended)]);
  }

  /** Until it ends by itself, and well. */
  async finish(program, args, environment = {}) {
    const { child, output } = this.#spawn(program, args, environment);
    const code = await new Promise((resolve, reject) => child.on('exit', resolve).on('error', reject));
    if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code ?? `${PROGRAM_MS} ms`}\n${output()}`);
    return output();
  }

  /** Runs a server until the end of the check; resolves when it has said something that matches `ready`. */
  async start(program, args, ready, environment = {}) {
    const { child, output } = this.#spawn(program, args, environment);
    const exit = new Promise((resolve) => child.on('exit', resolve));
    this.atEnd(async () => {
      if (child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await exit;
    });
    return new Promise((resolve, reject) => {
      const look = () => ready.exec(output()) && resolve(ready.exec(output()));
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      exit.then((code) => reject(new Error(`${program} ended with ${code}\n${output()}`)));
    });
  }

  /** For who is told the address in another way: what the server saw, and the judgement of the report. */
  expect() {
    const visit = this.#server.visit();
    return { address: visit.address, calls: visit.calls, kept: () => this.#judge(visit, new Promise(() => undefined)) };
  }

  async #context() {
    const context = await this.#browser.newContext();
    this.atEnd(() => context.close());
    return context;
  }

  async #judge(visit, fault) {
    const early = fault.then(() => assert.ok(visit.isReported, 'it ended without a report'));
    await inTime(Promise.race([visit.report, early]), () => visit.calls);
    const seen = await visit.report;
    assert.equal(seen.failure, undefined);
    assert.deepEqual(seen, EXPECTED_REPORT);
    assert.deepEqual(visit.calls, EXPECTED_CALLS);
  }

  #spawn(program, args, environment) {
    let text = '';
    const env = { ...process.env, ...environment, CI: 'true', NO_COLOR: '1' };
    // A group of its own: what it starts ends with it.
    const child = spawn(program, args, { cwd: this.group, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true, timeout: PROGRAM_MS });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
    return { child, output: () => text };
  }
}

const inTime = (promise, soFar) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no report within ${PATIENCE_MS} ms; the server saw ${soFar()}`)), PATIENCE_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
