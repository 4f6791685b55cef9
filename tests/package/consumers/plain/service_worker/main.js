// The page: all it does is to register the worker.

navigator.serviceWorker.register(`./service_worker.js${location.search}`, { type: 'module' });
