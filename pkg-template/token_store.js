// What is kept between page loads: the token as it is, and beside it a mark that says what it is. Never a token in the mark.

import { own, parseJson } from './values.js';

const LONGEST = 16 * 1024;
const ENDINGS = ['logout', 'over'];

export const markKey = (key) => `${key}:session`;

const isCount = (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32;

const isOfToken = ({ fingerprint, receivedAt, subject }) =>
  isCount(fingerprint) && Number.isFinite(receivedAt) && (subject === undefined || typeof subject === 'string');

/** Anybody may have written what a storage holds. */
const understand = (text) => {
  const mark = own(text?.length > LONGEST ? undefined : parseJson(text));
  const { v, generation, ended } = mark;
  if (v !== 1 || !isCount(generation)) return undefined;
  if (ENDINGS.includes(ended)) return { generation, isOver: ended === 'over' };
  return isOfToken(mark) ? { ...mark, isOver: undefined } : undefined;
};

const write = (mark) => {
  let text = '';
  try {
    text = JSON.stringify(mark);
  } catch {
    // a user that cannot be written
  }
  return text && text.length <= LONGEST ? text : JSON.stringify({ ...mark, user: undefined });
};

export class MarkedStore {
  #vault;
  #key;
  /** The texts that were read or written last. */
  #token;
  #mark;

  constructor(vault, key) {
    this.#vault = vault;
    this.#key = key;
  }

  get isShared() {
    return this.#vault.isShared;
  }

  /** `undefined` if all is as it was read or written here last. It is asked before each attempt, so it compares texts. */
  look() {
    const isSeen = this.#vault.get(this.#key) === this.#token && this.#vault.get(markKey(this.#key)) === this.#mark;
    return isSeen ? undefined : this.read();
  }

  read() {
    this.#token = this.#vault.get(this.#key);
    this.#mark = this.#vault.get(markKey(this.#key));
    return { token: this.#token ?? undefined, mark: understand(this.#mark) };
  }

  /**
   * The mark first: another tab may look in between, and a token whose mark is still to come would be somebody's sign-in there,
   * by code that writes none.
   */
  save(token, generation, fingerprint, subject, user) {
    this.#write({ generation, fingerprint, subject, user, receivedAt: Date.now() });
    this.#token = token;
    this.#vault.set(this.#key, token);
  }

  /** The mark first here too: whoever sees the token go finds the reason. */
  forget(generation, isOver) {
    this.#write({ generation, ended: ENDINGS[Number(isOver)] });
    this.#token = null;
    this.#vault.remove(this.#key);
  }

  #write(mark) {
    this.#mark = write({ v: 1, ...mark });
    this.#vault.set(markKey(this.#key), this.#mark);
  }
}
