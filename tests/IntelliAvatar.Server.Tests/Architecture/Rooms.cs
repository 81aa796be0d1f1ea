using IntelliAvatar.Server.Hosting;
using Mono.Cecil;

namespace IntelliAvatar.Server.Tests.Architecture;

/// <summary>
/// Which room of the server uses a type of which other, read from the compiled assembly: signatures, attributes and method bodies, pages (<c>.razor</c>) too.
/// A room is a folder of the server, <c>Features/X</c> for a feature; the root has the name <c>Root</c>. Constants are not seen: the compiler copies them.
/// </summary>
internal static class Rooms
{
    private const string Root = "IntelliAvatar.Server";

    /// <summary>The arrows, each with a place where it starts.</summary>
    public static IReadOnlyDictionary<(string From, string To), string> Arrows { get; } = Read();

    private static Dictionary<(string, string), string> Read()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(ServerApp).Assembly.Location);
        var arrows = new Dictionary<(string, string), string>();
        foreach (var type in assembly.MainModule.GetTypes())
        {
            if (RoomOf(type) is not { } from)
            {
                continue;
            }

            foreach (var (used, place) in UsedBy(type))
            {
                if (RoomOf(used) is { } to && to != from)
                {
                    arrows.TryAdd((from, to), $"{place} uses {used.FullName}");
                }
            }
        }

        return arrows;
    }

    private static string? RoomOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        if (type.Scope is AssemblyNameReference || type.Namespace is not { } name || !(name + ".").StartsWith(Root + ".", StringComparison.Ordinal))
        {
            return null;
        }

        var folders = name.Split('.')[2..];
        return folders.Length == 0 ? "Root" : folders[0] == "Features" ? string.Join('/', folders.Take(2)) : folders[0];
    }

    private static IEnumerable<(TypeReference Type, string Place)> UsedBy(TypeDefinition type)
    {
        IEnumerable<TypeReference?> ofType =
        [
            type.BaseType,
            .. type.Interfaces.Select(face => face.InterfaceType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
        ];
        foreach (var used in ofType.SelectMany(Parts))
        {
            yield return (used, type.FullName);
        }

        foreach (var method in type.Methods)
        {
            IEnumerable<TypeReference?> ofMethod =
            [
                method.ReturnType,
                .. method.Parameters.Select(parameter => parameter.ParameterType),
                .. method.CustomAttributes.Select(attribute => attribute.AttributeType),
                .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
                .. method.HasBody ? method.Body.Instructions.SelectMany(instruction => Operand(instruction.Operand)) : [],
            ];
            foreach (var used in ofMethod.SelectMany(Parts))
            {
                yield return (used, method.FullName);
            }
        }
    }

    private static IEnumerable<TypeReference?> Operand(object? operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MemberReference member => [member.DeclaringType],
        _ => [],
    };

    /// <summary>The type itself, what an array or a reference leads to, and the arguments of a generic one.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
