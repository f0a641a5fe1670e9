import type { Framework } from '../fix';
import { aspNetCore } from './asp-net-core';
import { django } from './django';
import { express } from './express';
import { flask } from './flask';
import { laravel } from './laravel';
import { nginx } from './nginx';
import { springBoot } from './spring-boot';

/** In the order the panel offers them: applications by language, then what stands in front of them. */
export const frameworks: readonly Framework[] = [express, flask, django, springBoot, aspNetCore, laravel, nginx];
