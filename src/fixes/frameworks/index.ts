import type { Framework } from '../fix';
import { aiohttp } from './aiohttp';
import { apache } from './apache';
import { aspNetCore } from './asp-net-core';
import { awsHttpApi } from './aws-http-api';
import { awsLambdaUrl } from './aws-lambda-url';
import { awsRestApi } from './aws-rest-api';
import { azureAppService } from './azure-app-service';
import { caddy } from './caddy';
import { cloudflareWorkers } from './cloudflare-workers';
import { cloudfront } from './cloudfront';
import { django } from './django';
import { envoy } from './envoy';
import { express } from './express';
import { fastapi } from './fastapi';
import { fastify } from './fastify';
import { flask } from './flask';
import { gin } from './gin';
import { goNetHttp } from './go-net-http';
import { goRsCors } from './go-rs-cors';
import { googleCloudStorage } from './google-cloud-storage';
import { haproxy } from './haproxy';
import { hono } from './hono';
import { koa } from './koa';
import { kong } from './kong';
import { laravel } from './laravel';
import { lighttpd } from './lighttpd';
import { nestjs } from './nestjs';
import { nextConfig } from './next-config';
import { nextProxy } from './next-proxy';
import { nextRouteHandler } from './next-route-handler';
import { nginx } from './nginx';
import { node } from './node';
import { php } from './php';
import { rack } from './rack';
import { rails } from './rails';
import { s3 } from './s3';
import { springBoot } from './spring-boot';
import { supabaseFunctions } from './supabase-functions';
import { tomcat } from './tomcat';
import { traefik } from './traefik';

/** In the order the panel offers them: applications by language, then what stands in front of them, then platforms. */
export const frameworks: readonly Framework[] = [
  express,
  fastify,
  koa,
  hono,
  nestjs,
  nextProxy,
  nextRouteHandler,
  nextConfig,
  node,
  flask,
  django,
  fastapi,
  aiohttp,
  rails,
  rack,
  goRsCors,
  goNetHttp,
  gin,
  springBoot,
  tomcat,
  aspNetCore,
  laravel,
  php,
  nginx,
  apache,
  caddy,
  haproxy,
  lighttpd,
  traefik,
  envoy,
  kong,
  awsHttpApi,
  awsRestApi,
  awsLambdaUrl,
  cloudfront,
  s3,
  googleCloudStorage,
  azureAppService,
  cloudflareWorkers,
  supabaseFunctions,
];
