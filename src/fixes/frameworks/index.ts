import type { Framework } from '../fix';
import { aiohttp } from './aiohttp';
import { aspNetCore } from './asp-net-core';
import { django } from './django';
import { express } from './express';
import { fastapi } from './fastapi';
import { fastify } from './fastify';
import { flask } from './flask';
import { gin } from './gin';
import { goNetHttp } from './go-net-http';
import { goRsCors } from './go-rs-cors';
import { hono } from './hono';
import { koa } from './koa';
import { laravel } from './laravel';
import { nestjs } from './nestjs';
import { nginx } from './nginx';
import { node } from './node';
import { php } from './php';
import { rack } from './rack';
import { rails } from './rails';
import { springBoot } from './spring-boot';
import { tomcat } from './tomcat';

/** In the order the panel offers them: applications by language, then what stands in front of them. */
export const frameworks: readonly Framework[] = [
  express,
  fastify,
  koa,
  hono,
  nestjs,
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
];
