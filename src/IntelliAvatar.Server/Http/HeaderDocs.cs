using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace IntelliAvatar.Server.Http;

/// <summary>What <c>/docs</c> says of headers, and of bodies that the framework cannot see.</summary>
public static class HeaderDocs
{
    public static RouteHandlerBuilder TakesHeader(this RouteHandlerBuilder endpoint, string name, string description, bool required) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Required = required,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });

    /// <summary>A header of every answer that has this status.</summary>
    public static RouteHandlerBuilder AnswersHeader(this RouteHandlerBuilder endpoint, int status, string name, string description) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (operation.Responses?[$"{status}"] is OpenApiResponse response)
            {
                response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
                response.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
            }

            return Task.CompletedTask;
        });

    /// <summary>A body of raw bytes.</summary>
    public static RouteHandlerBuilder TakesBytes(this RouteHandlerBuilder endpoint, string type, bool required) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = required,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [type] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } } },
            };
            return Task.CompletedTask;
        });

    /// <summary>JSON as the other form of the body, after <see cref="ApiDocs.TakesForm"/> has described the first.</summary>
    public static RouteHandlerBuilder TakesJsonToo<T>(this RouteHandlerBuilder endpoint, string exampleJson) =>
        endpoint.AddOpenApiOperationTransformer(async (operation, context, cancel) =>
        {
            var schema = await context.GetOrCreateSchemaAsync(typeof(T), null, cancel);
            operation.RequestBody!.Content!["application/json"] = new OpenApiMediaType { Schema = schema, Example = JsonNode.Parse(exampleJson) };
        });
}
