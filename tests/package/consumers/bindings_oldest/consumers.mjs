export { consumersOf as default } from '../../driver/bindings.mjs';
