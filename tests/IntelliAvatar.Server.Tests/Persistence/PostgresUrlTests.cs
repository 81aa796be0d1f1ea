using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Tests.Persistence;

public sealed class PostgresUrlTests
{
    [Theory]
    [InlineData("postgres://u:p@db.example:5433/jobs", "db.example", 5433, "jobs", "u", "p")]
    [InlineData("postgresql://u:p@db.example/jobs", "db.example", 5432, "jobs", "u", "p")]
    [InlineData("postgres://an%20na:p%40ss%3Aw%2Frd@[::1]/jobs", "::1", 5432, "jobs", "an na", "p@ss:w/rd")]
    [InlineData("postgres://u:p@/jobs?host=%2Fvar%2Frun%2Fpostgresql", "/var/run/postgresql", 5432, "jobs", "u", "p")]
    [InlineData("postgres:///jobs?host=/var/run/postgresql&port=5433", "/var/run/postgresql", 5433, "jobs", null, null)]
    public void An_address_says_where_who_and_what(string url, string host, int port, string database, string? user, string? password)
    {
        var (connection, wrong) = PostgresUrl.Parse(url);

        Assert.Null(wrong);
        Assert.Equal((host, port, database), (connection!.Host, connection.Port, connection.Database));
        Assert.Equal((user, password), (connection.Username, connection.Password));
    }

    [Theory]
    [InlineData("postgres://u:secret@h")]
    [InlineData("postgres://u:secret@h/")]
    [InlineData("postgres://u:sec ret@h:99999/db")]
    [InlineData("postgres://u:secret@h/db?sslmode=secret")]
    [InlineData("postgres://u:secret@h/db?port=secret")]
    [InlineData("postgres://u:secret@h/db?pool=9")]
    public void What_is_wrong_with_an_address_is_said_without_its_password(string url) =>
        Assert.DoesNotContain("secret", Assert.IsType<string>(PostgresUrl.Parse(url).Wrong));

    [Theory]
    [InlineData("postgres://u:p@h/db?target_session_attrs=primary")]
    [InlineData("postgres://u:p@h/db?host=a,b&target_session_attrs=primary")]
    public void Asking_for_the_primary_does_no_harm_where_there_is_one_server(string url) =>
        new Npgsql.NpgsqlDataSourceBuilder(PostgresUrl.Parse(url).Connection!.ConnectionString).Build().Dispose();

    [Fact]
    public void Encryption_can_be_asked_for() =>
        Assert.Equal(Npgsql.SslMode.VerifyFull, PostgresUrl.Parse("postgres://u:p@h/db?sslmode=verify-full").Connection!.SslMode);
}
