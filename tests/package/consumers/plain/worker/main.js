// The page: all it does is to start the worker.

new Worker(`../by_address.js${location.search}`, { type: 'module' });
