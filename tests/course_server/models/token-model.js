const MemoryModel = require('./memory-model.js');

module.exports = new MemoryModel();
