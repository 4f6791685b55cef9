// As much of a Mongoose model as the course uses, in memory.

const crypto = require('node:crypto');

module.exports = class MemoryModel {
  constructor() {
    this.documents = [];
  }

  async find() {
    return this.documents;
  }

  async findOne(wanted) {
    return this.documents.find(matches(wanted)) ?? null;
  }

  async create(fields) {
    const document = { id: crypto.randomUUID(), ...fields };
    // It is the stored object itself, so nothing is left to save.
    Object.defineProperty(document, 'save', { value: async () => document });
    this.documents.push(document);
    return document;
  }

  async deleteOne(wanted) {
    const index = this.documents.findIndex(matches(wanted));
    if (index !== -1) this.documents.splice(index, 1);
    return { acknowledged: true, deletedCount: index === -1 ? 0 : 1 };
  }
};

function matches(wanted) {
  return (document) => Object.entries(wanted).every(([name, value]) => document[name] === value);
}
