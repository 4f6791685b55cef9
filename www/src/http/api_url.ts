/** Where the API is: the page's own `<meta name="api-url">`, else what the build was told, else the course's address. */
export const API_URL: string =
  document.querySelector<HTMLMetaElement>('meta[name="api-url"]')?.content ||
  import.meta.env.VITE_API_URL ||
  'http://localhost:5000/api';
