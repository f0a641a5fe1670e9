import { expect, it } from 'vitest';
import { gin } from '../../../../src/fixes/frameworks/gin';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(gin, fullPolicy)).toMatchInlineSnapshot(`
    "// 1 · at the top
    import "github.com/gin-contrib/cors"
    import "strings"
    import "time"

    // 2 · right below gin.New() or gin.Default()
    answerCORS := cors.New(cors.Config{
    	AllowOrigins:     []string{"https://app.example", "http://[::1]:5173"},
    	AllowMethods:     []string{"GET", "HEAD", "POST", "PUT"},
    	AllowHeaders:     []string{"authorization", "content-type"},
    	ExposeHeaders:    []string{"x-total-count"},
    	AllowCredentials: true,
    	MaxAge:           600 * time.Second,
    })
    router.Use(func(c *gin.Context) {
    	// The package adds it only where an Origin came.
    	c.Writer.Header().Add("Vary", "Origin")
    	if strings.HasPrefix(c.Request.URL.Path+"/", "/v1/orders/") {
    		answerCORS(c)
    	}
    })
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(gin, publicRead)).toMatchInlineSnapshot(`
    "// 1 · at the top
    import "github.com/gin-contrib/cors"

    // 2 · right below gin.New() or gin.Default()
    answerCORS := cors.New(cors.Config{
    	AllowAllOrigins: true,
    	AllowMethods:    []string{"GET", "HEAD", "POST"},
    })
    router.Use(func(c *gin.Context) {
    	// The package adds it only where an Origin came.
    	c.Writer.Header().Add("Vary", "Origin")
    	answerCORS(c)
    })
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(gin, hostileNames)).toMatchInlineSnapshot(`
    "// 1 · at the top
    import "github.com/gin-contrib/cors"

    // 2 · right below gin.New() or gin.Default()
    answerCORS := cors.New(cors.Config{
    	AllowOrigins: []string{"https://app.example"},
    	AllowMethods: []string{"GET", "HEAD", "POST"},
    	AllowHeaders: []string{"x-'$a\`%s#b"},
    })
    router.Use(func(c *gin.Context) {
    	// The package adds it only where an Origin came.
    	c.Writer.Header().Add("Vary", "Origin")
    	answerCORS(c)
    })
    "
  `);
});
