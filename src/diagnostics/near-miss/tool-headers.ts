/** Request headers that no page author writes by hand, and who adds them. */
export function toolOf(name: string): string | null {
  const lowerCaseName = name.toLowerCase();
  for (const [pattern, tool] of tools) if (pattern.test(lowerCaseName)) return tool;
  return null;
}

const tools: readonly (readonly [RegExp, string])[] = [
  [/^(?:traceparent|tracestate)$/, 'tracing (OpenTelemetry, Application Insights, Datadog, Elastic or the like)'],
  [/^baggage$/, 'tracing (OpenTelemetry or Sentry)'],
  [/^sentry-trace$/, 'Sentry'],
  [/^x-datadog-/, 'Datadog'],
  [/^(?:newrelic|x-newrelic-.*)$/, 'New Relic'],
  [/^(?:request-id|request-context)$/, 'Application Insights'],
  [/^(?:x-dtpc|x-dynatrace.*|x-dtreferer)$/, 'Dynatrace'],
  [/^elastic-apm-traceparent$/, 'Elastic APM'],
  [/^(?:b3|x-b3-.*)$/, 'Zipkin tracing'],
  [/^uber-trace-id$/, 'Jaeger tracing'],
  [/^x-cloud-trace-context$/, 'Google Cloud Trace'],
  [/^x-amzn-trace-id$/, 'AWS X-Ray'],
  [/^x-instana-/, 'Instana'],
  [/^x-honeycomb-trace$/, 'Honeycomb'],
  [/^(?:adrum|adrum_1|x-appdynamics.*)$/, 'AppDynamics'],
  [/^x-rq-/, 'the extension Requestly'],
  [/^(?:x-fullstory-.*|x-logrocket-.*)$/, 'a session recorder'],
];
