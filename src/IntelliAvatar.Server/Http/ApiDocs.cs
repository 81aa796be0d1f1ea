using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace IntelliAvatar.Server.Http;

/// <summary>One part of a multipart form, as <c>/docs</c> describes it.</summary>
public sealed record FormPart(string Name, string Description, bool Required, bool IsFile, string? Example)
{
    public static FormPart File(string name, string description) => new(name, description, Required: true, IsFile: true, Example: null);

    public static FormPart Text(string name, string description, bool required = true, string? example = null) =>
        new(name, description, required, IsFile: false, example);
}

/// <summary>Section <c>ApiDocs</c>.</summary>
public sealed class ApiDocsSettings
{
    /// <summary>Whether <c>/docs</c> and <c>/openapi.json</c> are served.</summary>
    public bool Enabled { get; set; } = true;
}

/// <summary>The OpenAPI 3.1 document at <c>/openapi.json</c> and the pages at <c>/docs</c>.</summary>
public static class ApiDocs
{
    private const string Document = "/openapi.json";
    private const string ProblemType = "application/problem+json";

    /// <summary>The pages' policy, with what Swagger UI needs beside it: pictures inside its style sheet.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IServiceCollection AddApiDocs(this IServiceCollection services, IConfiguration configuration) =>
        services.Configure<ApiDocsSettings>(configuration.GetSection("ApiDocs")).AddOpenApi(options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "IntelliAvatar",
                    Version = "1",
                    Description = "Send a video of a talking head and an audio file, or a text and a voice, and get back a video in which that head speaks it. Every error is application/problem+json (RFC 9457) with a stable `code` and a sentence in `detail`.",
                };

                // The server that served the document. Generated clients want one named; the operator's proxy may have any name.
                document.Servers = [new OpenApiServer { Url = "/" }];
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer((schema, context, _) =>
            {
                if (context.JsonTypeInfo.Type == typeof(Microsoft.AspNetCore.Mvc.ProblemDetails))
                {
                    schema.Properties!["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A stable word that a program can act on." };
                }

                return Task.CompletedTask;
            });
        });

    public static void MapApiDocs(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<ApiDocsSettings>>().Value.Enabled)
        {
            return;
        }

        app.Use((http, next) =>
        {
            if (http.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal))
            {
                http.Response.Headers.ContentSecurityPolicy = Policy;
            }

            return next(http);
        });
        app.MapOpenApi(Document);
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "docs";
            options.DocumentTitle = "IntelliAvatar API";
            options.SwaggerEndpoint(Document, "IntelliAvatar");
        });
    }

    public static RouteHandlerBuilder TakesQuery(
        this RouteHandlerBuilder endpoint, string name, string description, bool required, JsonSchemaType type = JsonSchemaType.String) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Required = required,
                Description = description,
                Schema = new OpenApiSchema { Type = type, Format = type == JsonSchemaType.Integer ? "int32" : null },
            });
            return Task.CompletedTask;
        });

    /// <summary>The body is read as it streams in, so the framework cannot see its parts; this tells them.</summary>
    public static RouteHandlerBuilder TakesForm(this RouteHandlerBuilder endpoint, params FormPart[] parts) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["multipart/form-data"] = new OpenApiMediaType
                    {
                        Schema = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            Properties = parts.ToDictionary(part => part.Name, Schema, StringComparer.Ordinal),
                            Required = parts.Where(part => part.Required).Select(part => part.Name).ToHashSet(StringComparer.Ordinal),
                        },
                    },
                },
            };
            return Task.CompletedTask;
        });

    /// <summary>What a good answer looks like.</summary>
    public static RouteHandlerBuilder AnswersLike(this RouteHandlerBuilder endpoint, string meaning, string exampleJson, int status = StatusCodes.Status200OK) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (operation.Responses?[$"{status}"] is OpenApiResponse response)
            {
                response.Description = meaning;
                response.Content!["application/json"].Example = JsonNode.Parse(exampleJson);
            }

            return Task.CompletedTask;
        });

    /// <summary>Says what a parameter of the address is.</summary>
    public static RouteHandlerBuilder DescribesParameter(this RouteHandlerBuilder endpoint, string name, string description) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(parameter => parameter.Name == name))
            {
                parameter.Description = description;
            }

            return Task.CompletedTask;
        });

    /// <summary>A file of this type.</summary>
    public static RouteHandlerBuilder AnswersFile(this RouteHandlerBuilder endpoint, string type, string meaning) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses ??= [];
            operation.Responses.Remove("204"); // a stream's end, told in words: generators would have it that there never is a body
            operation.Responses["200"] = new OpenApiResponse
            {
                Description = meaning,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [type] = new() { Schema = type.StartsWith("text/", StringComparison.Ordinal) ? new OpenApiSchema { Type = JsonSchemaType.String } : Binary() } },
            };
            return Task.CompletedTask;
        });

    /// <summary>An answer without a body.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, int status, string meaning) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses ??= [];
            operation.Responses[$"{status}"] = new OpenApiResponse { Description = meaning };
            return Task.CompletedTask;
        });

    /// <summary>A video, by parts if wanted.</summary>
    /// <remarks>The redirect is told in words: client generators take an answer without a body as a sign that there never is one.</remarks>
    public static RouteHandlerBuilder AnswersVideo(this RouteHandlerBuilder endpoint) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses ??= [];
            operation.Responses["200"] = new OpenApiResponse
            {
                Description = "The whole video. Where the operator has chosen it, 302 comes instead: the video is at that address of the store, for a quarter of an hour.",
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["video/mp4"] = new() { Schema = Binary() } },
            };
            operation.Responses["206"] = new OpenApiResponse
            {
                Description = "The part that Range asked for.",
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["video/mp4"] = new() { Schema = Binary() } },
            };
            operation.Responses["416"] = new OpenApiResponse { Description = "The range lies outside the video." };
            return Task.CompletedTask;
        });

    public static RouteHandlerBuilder AnswersProblems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.ProducesProblem(status, ProblemType);
        }

        return endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            foreach (var status in statuses)
            {
                if (operation.Responses?[$"{status}"] is OpenApiResponse response)
                {
                    response.Description = Meaning(status);
                    response.Content![ProblemType].Example = Example(status);
                }
            }

            return Task.CompletedTask;
        });
    }

    private static IOpenApiSchema Schema(FormPart part)
    {
        var schema = part.IsFile ? Binary() : new OpenApiSchema { Type = JsonSchemaType.String };
        schema.Description = part.Description;
        schema.Examples = part.Example is null ? null : [JsonValue.Create(part.Example)];
        return schema;
    }

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static string Meaning(int status) => status switch
    {
        400 => "The request is broken.",
        404 => "Unknown, or not ready.",
        408 => "The upload hardly moved.",
        409 => "Too late.",
        412 => "The header Tus-Resumable must be 1.0.0.",
        429 => "Too often; Retry-After says when to come back.",
        413 => "A file is larger than this server accepts.",
        415 => "Not multipart/form-data.",
        422 => "The input was understood, but cannot be used; detail says why and what to do.",
        503 => "Busy; try again in a moment.",
        507 => "The server's disk is full.",
        _ => "Refused.",
    };

    private static JsonObject Example(int status)
    {
        var (code, detail) = status switch
        {
            400 => ("form_broken", "The upload broke off or is not valid multipart/form-data. Send it again."),
            404 => ("video_not_ready", "The video is not ready yet; the job is still waiting or running."),
            408 => (FormUploads.Stalled.Code, FormUploads.Stalled.Detail),
            409 => ("job_ended", "This job has ended already, so there is nothing to cancel."),
            412 => ("tus_version", "Send Tus-Resumable: 1.0.0; this server speaks no other version."),
            429 => ("too_many_requests", "Too many requests. Try again in a moment."),
            413 => ("video_too_large", "The video is larger than the 500 MiB that this server accepts."),
            415 => ("form_expected", "Send this as multipart/form-data; see /docs."),
            422 => ("audio_silent", "The audio is silent from beginning to end."),
            503 => ("database_busy", "The database is busy. Try again in a moment."),
            _ => ("storage_full", "The server's disk is full. Try again when space was freed."),
        };
        return new JsonObject
        {
            ["type"] = $"urn:intelliavatar:problem:{code}",
            ["title"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = detail,
            ["code"] = code,
        };
    }
}
