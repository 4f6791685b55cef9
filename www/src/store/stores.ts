import { createContext, useContext } from 'react';
import { api } from '../http/api';
import { Clock } from './clock';
import { LabStore } from './lab_store';
import { SessionStore } from './session_store';
import { TraceStore } from './trace_store';
import { UsersStore } from './users_store';

export const stores = {
  clock: new Clock(),
  session: new SessionStore(api),
  users: new UsersStore(api),
  trace: new TraceStore(api),
  lab: new LabStore(api),
};

export const StoresContext = createContext(stores);

export function useStores(): typeof stores {
  return useContext(StoresContext);
}
