// Rendered for whoever asks: their token is in the request, never in the client.

import { cookies } from 'next/headers';
import { api } from '../../lib/api';

export default async function Users() {
  const token = (await cookies()).get('token')?.value;
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const { data, status } = await api.get('/whoami', { headers, validateStatus: null });
  return <output>{status === 200 ? data.email : status}</output>;
}
