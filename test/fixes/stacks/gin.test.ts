import { gin } from '../../../src/fixes/frameworks/gin';
import { goBuild, goEnv, goMissing, goParse, goVersion } from '../go';
import { prove } from '../prove';

prove({
  framework: gin,
  missing: () => goMissing('github.com/gin-gonic/gin', 'github.com/gin-contrib/cors'),
  version: () => goVersion('golang-github-gin-gonic-gin-dev', 'golang-github-gin-contrib-cors-dev'),
  files: ({ fix, port }) => ({
    'main.go': `package main

import "github.com/gin-gonic/gin"

${fix(0)}
func main() {
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
${fix(1)}
	router.Use(gin.CustomRecovery(func(c *gin.Context, _ any) { c.AbortWithStatus(500) }))
	router.Use(func(c *gin.Context) {
		if c.Request.Method != "GET" && c.Request.Method != "HEAD" && c.GetHeader("Authorization") == "" {
			c.AbortWithStatus(401)
		}
	})
	router.GET("/v1/broken", func(c *gin.Context) { panic("broken") })
	orders := func(c *gin.Context) {
		c.Header("X-Total-Count", "42")
		c.JSON(200, gin.H{})
	}
	for _, path := range []string{"/v1/orders", "/v1/orders/:id", "/v1/ordersandmore"} {
		router.GET(path, orders)
		router.PUT(path, orders)
		router.PATCH(path, orders)
		router.Handle("PROPFIND", path, orders)
		router.DELETE(path, orders)
	}
	router.Run("127.0.0.1:${port}")
}
`,
  }),
  env: goEnv,
  parse: () => goParse,
  prepare: () => goBuild,
  command: () => ['./server'],
  regression: (file) => ['sh', file],
});
