import { allowedMethods } from '../allowed-methods';
import { argumentList, codeList } from '../code-list';
import { defineFramework } from '../define-framework';
import { decodedPath } from '../paths';
import { doubleQuoted } from '../strings/double-quoted';

export const aspNetCore = defineFramework({
  id: 'asp-net-core',
  label: 'ASP.NET Core',
  language: 'csharp',
  docs: 'https://learn.microsoft.com/aspnet/core/security/cors',
  where: 'In `Program.cs`: the first part above `builder.Build()`, the second right below it.',
  pitfall:
    'Below `UseHttpsRedirection` the preflight is redirected, below `UseAuthorization` it is refused. An exception that nobody handles is answered without headers: add `app.UseExceptionHandler(…)` below these lines. Under IIS, OPTIONS may be answered before the application sees it.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const call = (name: string, items: readonly string[]) =>
      `.${name}${codeList(items.map(doubleQuoted), argumentList, 3)}`;
    const rules = [
      policy.origins === '*' ? '.AllowAnyOrigin()' : call('WithOrigins', policy.origins),
      call('WithMethods', allowedMethods(policy)),
      ...(policy.requestHeaders.length > 0 ? [call('WithHeaders', policy.requestHeaders)] : []),
      ...(policy.exposedHeaders.length > 0 ? [call('WithExposedHeaders', policy.exposedHeaders)] : []),
      ...(policy.credentials ? ['.AllowCredentials()'] : []),
      ...(policy.maxAge === null ? [] : [`.SetPreflightMaxAge(TimeSpan.FromSeconds(${policy.maxAge}))`]),
    ];
    const services = `builder.Services.AddCors(options =>
{
    options.AddDefaultPolicy(policy =>
    {
        policy
${rules.map((rule) => `            ${rule}`).join('\n')};
    });
});
`;
    const use =
      policy.path === null
        ? 'app.UseCors();\n'
        : `app.UseWhen(
    context => context.Request.Path.StartsWithSegments(${doubleQuoted(decodedPath(policy.path))}),
    branch => branch.UseCors());
`;
    return {
      parts: [
        { where: 'above builder.Build()', code: services },
        {
          where: 'right below builder.Build(), above UseHttpsRedirection and UseAuthentication',
          code: policy.origins === '*' ? use : vary + use,
        },
      ],
    };
  },
});

/** The middleware adds it only with several origins, and only where an Origin came. */
const vary = `app.Use((context, next) =>
{
    context.Response.OnStarting(() =>
    {
        context.Response.Headers.Append("Vary", "Origin");
        return Task.CompletedTask;
    });
    return next(context);
});
`;
