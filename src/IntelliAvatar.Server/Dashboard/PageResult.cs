using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace IntelliAvatar.Server.Dashboard;

/// <summary>A page as an answer: the component rendered whole, and nothing of the framework's sent with it.</summary>
/// <param name="parameters">An object whose properties are the page's parameters.</param>
internal sealed class PageResult<TPage>(object? parameters = null, int status = StatusCodes.Status200OK) : IResult
    where TPage : IComponent
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var renderer = new HtmlRenderer(httpContext.RequestServices, httpContext.RequestServices.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(Parameters())).ToHtmlString());
        var page = Utf8.GetBytes(html);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        httpContext.Response.ContentLength = page.Length;
        await httpContext.Response.Body.WriteAsync(page, httpContext.RequestAborted);
    }

    private ParameterView Parameters() =>
        parameters is null
            ? ParameterView.Empty
            : ParameterView.FromDictionary(parameters.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .ToDictionary(property => property.Name, property => property.GetValue(parameters), StringComparer.Ordinal));
}
