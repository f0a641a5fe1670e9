import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { goImports } from '../go-options';
import { decodedPath, withoutSlash } from '../paths';
import { doubleQuoted } from '../strings/double-quoted';

export const goNetHttp = defineFramework({
  id: 'go-net-http',
  label: 'Go without a framework',
  language: 'go',
  docs: 'https://pkg.go.dev/net/http#Header.Add',
  where:
    'The function beside `main`, the last line right above `ListenAndServe`, where `handler` is what you hand to it.',
  pitfall:
    'It has to be the outermost handler: inside an authentication it never sees the preflight. `http.TimeoutHandler` and a panic throw away headers that were set, so keep both inside it.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const list = (items: readonly string[]) => doubleQuoted(items.join(', '));
    const set = (depth: number, name: string, value: string) =>
      `${'\t'.repeat(depth)}header.Set("${name}", ${value})\n`;
    const path =
      policy.path === null
        ? ''
        : `		if !strings.HasPrefix(r.URL.Path+"/", ${doubleQuoted(`${withoutSlash(decodedPath(policy.path))}/`)}) {
			next.ServeHTTP(w, r)
			return
		}
`;
    const check =
      policy.origins === '*'
        ? ''
        : `		header.Add("Vary", "Origin")
		switch origin := r.Header.Get("Origin"); origin {
		case ${policy.origins.map(doubleQuoted).join(', ')}:
			header.Set("Access-Control-Allow-Origin", origin)
		default:
			next.ServeHTTP(w, r)
			return
		}
`;
    const code = `func withCORS(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
${path}		header := w.Header()
${check}${policy.origins === '*' ? set(2, 'Access-Control-Allow-Origin', '"*"') : ''}${
  policy.credentials ? set(2, 'Access-Control-Allow-Credentials', '"true"') : ''
}${policy.exposedHeaders.length > 0 ? set(2, 'Access-Control-Expose-Headers', list(policy.exposedHeaders)) : ''}		if r.Method == "OPTIONS" && r.Header.Get("Access-Control-Request-Method") != "" {
${set(3, 'Access-Control-Allow-Methods', list(allowedMethods(policy)))}${
  policy.requestHeaders.length > 0 ? set(3, 'Access-Control-Allow-Headers', list(policy.requestHeaders)) : ''
}${policy.maxAge === null ? '' : set(3, 'Access-Control-Max-Age', `"${policy.maxAge}"`)}			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}
`;
    return {
      parts: [
        { where: 'at the top', code: goImports('net/http', policy.path === null ? null : 'strings') },
        { where: 'beside main', code },
        { where: 'right above ListenAndServe(…, handler)', code: 'handler = withCORS(handler)\n' },
      ],
    };
  },
});
