/** A program on net/http with the fix's imports at the top, its function beside `main`, and its last line above the start. */
export const goApi = (port: number, imports: string, beside: string, above: string): string => `package main

import (
	"fmt"
	nethttp "net/http"
	stdstrings "strings"
)

${imports}
${beside}
func main() {
	mux := nethttp.NewServeMux()
	mux.HandleFunc("/v1/broken", func(w nethttp.ResponseWriter, r *nethttp.Request) {
		nethttp.Error(w, "broken", 500)
	})
	mux.HandleFunc("/v1/", func(w nethttp.ResponseWriter, r *nethttp.Request) {
		if !stdstrings.HasPrefix(r.URL.Path, "/v1/orders") {
			nethttp.NotFound(w, r)
			return
		}
		w.Header().Set("X-Total-Count", "42")
		fmt.Fprint(w, "{}")
	})
	var handler nethttp.Handler = nethttp.HandlerFunc(func(w nethttp.ResponseWriter, r *nethttp.Request) {
		if r.Method != "GET" && r.Method != "HEAD" && r.Header.Get("Authorization") == "" {
			nethttp.Error(w, "", 401)
			return
		}
		mux.ServeHTTP(w, r)
	})
${above}
	nethttp.ListenAndServe("127.0.0.1:${port}", handler)
}
`;
