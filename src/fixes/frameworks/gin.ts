import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { goImports, goOptions } from '../go-options';
import { lowerCaseMethod } from '../lower-case-method';
import { decodedPath, withoutSlash } from '../paths';
import { doubleQuoted } from '../strings/double-quoted';
import { goStrings } from '../strings/go';

export const gin = defineFramework({
  id: 'gin',
  label: 'Gin (gin-contrib/cors)',
  language: 'go',
  docs: 'https://pkg.go.dev/github.com/gin-contrib/cors#Config',
  where:
    'The imports at the top, the rest right below `gin.New()` or `gin.Default()`, above every other `router.Use` and route. Once: `go get github.com/gin-contrib/cors`.',
  pitfall:
    'On a group or a route it never sees the preflight, because no OPTIONS route exists there: only `Use` on the engine does. An origin that is not listed is answered 403, also on requests that need no preflight.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const cannot = lowerCaseMethod(policy, 'gin-contrib/cors');
    if (cannot !== null) return { cannot };
    const options = goOptions([
      policy.origins === '*' ? ['AllowAllOrigins', 'true'] : allowedOrigins(policy.origins),
      ['AllowMethods', goStrings(allowedMethods(policy), 1)],
      policy.requestHeaders.length > 0 ? ['AllowHeaders', goStrings(policy.requestHeaders, 1)] : null,
      policy.exposedHeaders.length > 0 ? ['ExposeHeaders', goStrings(policy.exposedHeaders, 1)] : null,
      policy.credentials ? ['AllowCredentials', 'true'] : null,
      policy.maxAge === null ? null : ['MaxAge', `${policy.maxAge} * time.Second`],
    ]);
    const scope =
      policy.path === null
        ? '\tanswerCORS(c)\n'
        : `	if strings.HasPrefix(c.Request.URL.Path+"/", ${doubleQuoted(`${withoutSlash(decodedPath(policy.path))}/`)}) {
		answerCORS(c)
	}
`;
    const code = `answerCORS := cors.New(cors.Config{
${options}})
router.Use(func(c *gin.Context) {
	// The package adds it only where an Origin came.
	c.Writer.Header().Add("Vary", "Origin")
${scope}})
`;
    return {
      parts: [
        {
          where: 'at the top',
          code: goImports(
            'github.com/gin-contrib/cors',
            policy.path === null ? null : 'strings',
            policy.maxAge === null ? null : 'time',
          ),
        },
        { where: 'right below gin.New() or gin.Default()', code },
      ],
    };
  },
});

/** Its list takes http and https only and panics on `capacitor://localhost`. */
function allowedOrigins(origins: readonly string[]): readonly [string, string] {
  if (origins.every((origin) => /^https?:/.test(origin))) return ['AllowOrigins', goStrings(origins, 1)];
  const same = origins.map((origin) => `origin == ${doubleQuoted(origin)}`).join(' || ');
  return ['AllowOriginFunc', `func(origin string) bool { return ${same} }`];
}
