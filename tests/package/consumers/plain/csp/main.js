// A page whose policy forbids inline scripts, and with them import maps.

import '../by_address.js';
