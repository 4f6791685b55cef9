import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Nothing here is for evertoken: the package needs no plugin and no setting.
export default defineConfig({
  plugins: [react()],
  server: { port: 5173, strictPort: true },
  preview: { port: 5173, strictPort: true },
});
