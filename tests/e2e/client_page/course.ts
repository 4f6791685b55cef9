// The course's `http/index.ts`, last listing, on axios from npm. The condition is a parameter, because the printed one
// lacks a `!`; everything else is as printed, types aside.

import axios, { type AxiosError, type AxiosInstance, type InternalAxiosRequestConfig } from 'axios';

type CourseConfig = InternalAxiosRequestConfig & { _isRetry?: boolean };

const CONDITIONS = {
  'as printed': (config: CourseConfig) => config._isRetry === true,
  'with the !': (config: CourseConfig) => config._isRetry !== true,
};

export function courseClient(API_URL: string, condition: keyof typeof CONDITIONS): AxiosInstance {
  const $api = axios.create({
    withCredentials: true,
    baseURL: API_URL,
  });

  $api.interceptors.request.use((config) => {
    config.headers.Authorization = `Bearer ${localStorage.getItem(`token`)}`;
    return config;
  });

  $api.interceptors.response.use(
    (config) => {
      return config;
    },
    async (error: AxiosError) => {
      const originRequest = error.config as CourseConfig;
      if (error.response?.status == 401 && error.config && CONDITIONS[condition](error.config)) {
        originRequest._isRetry = true;
        try {
          const response = await axios.get<{ accessToken: string }>(`${API_URL}/refresh`, {
            withCredentials: true,
          });
          localStorage.setItem('token', response.data.accessToken);
          return await $api.request(originRequest);
        } catch {
          console.log('Не авторизован');
        }
      }
      throw error;
    },
  );

  return $api;
}
