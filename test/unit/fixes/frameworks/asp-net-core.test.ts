import { expect, it } from 'vitest';
import { aspNetCore } from '../../../../src/fixes/frameworks/asp-net-core';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(aspNetCore, fullPolicy)).toMatchInlineSnapshot(`
    "// 1 · above builder.Build()
    builder.Services.AddCors(options =>
    {
        options.AddDefaultPolicy(policy =>
        {
            policy
                .WithOrigins("https://app.example", "http://[::1]:5173")
                .WithMethods("GET", "HEAD", "POST", "PUT")
                .WithHeaders("authorization", "content-type")
                .WithExposedHeaders("x-total-count")
                .AllowCredentials()
                .SetPreflightMaxAge(TimeSpan.FromSeconds(600));
        });
    });

    // 2 · right below builder.Build(), above UseHttpsRedirection and UseAuthentication
    app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.Append("Vary", "Origin");
            return Task.CompletedTask;
        });
        return next(context);
    });
    app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/v1/orders"),
        branch => branch.UseCors());
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(aspNetCore, publicRead)).toMatchInlineSnapshot(`
    "// 1 · above builder.Build()
    builder.Services.AddCors(options =>
    {
        options.AddDefaultPolicy(policy =>
        {
            policy
                .AllowAnyOrigin()
                .WithMethods("GET", "HEAD", "POST");
        });
    });

    // 2 · right below builder.Build(), above UseHttpsRedirection and UseAuthentication
    app.UseCors();
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(aspNetCore, hostileNames)).toMatchInlineSnapshot(`
    "// 1 · above builder.Build()
    builder.Services.AddCors(options =>
    {
        options.AddDefaultPolicy(policy =>
        {
            policy
                .WithOrigins("https://app.example")
                .WithMethods("GET", "HEAD", "POST")
                .WithHeaders("x-'$a\`%s#b");
        });
    });

    // 2 · right below builder.Build(), above UseHttpsRedirection and UseAuthentication
    app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.Append("Vary", "Origin");
            return Task.CompletedTask;
        });
        return next(context);
    });
    app.UseCors();
    "
  `);
});
