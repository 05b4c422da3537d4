using Bot.Slack;
using Bot.Tests.Slack.Small;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Slack;

public class SettingSlackUp
{
    [Fact]
    public void Either_door_or_both_is_without_fault()
    {
        Assert.Empty(Sound().Faults());
        var socket = Sound();
        (socket.SigningSecret, socket.AppToken) = ("", SmallSlack.AppToken);
        Assert.Empty(socket.Faults());
        var both = Sound();
        both.AppToken = SmallSlack.AppToken;
        Assert.Empty(both.Faults());
    }

    [Fact]
    public void Each_fault_names_its_key()
    {
        (string Key, Action<SlackOptions> Break)[] faults =
        [
            ("Slack:SigningSecret", one => one.SigningSecret = ""),
            ("Slack:SigningSecret", one => one.SigningSecret = "0f1e2d3c \n"),
            ("Slack:BotToken", one => one.BotToken = ""),
            ("Slack:BotToken", one => one.BotToken = "xoxp-1-2"),
            ("Slack:BotToken", one => one.BotToken = "xoxb-1 2"),
            ("Slack:AppToken", one => one.AppToken = "xoxb-1-2"),
            ("Slack:AppToken", one => one.AppToken = "xapp-é"),
            ("Slack:ApiUrl", one => one.ApiUrl = "http://slack.example/api/"),
            ("Slack:ApiUrl", one => one.ApiUrl = "https://slack.com/api/"),
            ("Slack:ApiUrl", one => one.ApiUrl = "ftp://127.0.0.1/"),
            ("Slack:ApiUrl", one => one.ApiUrl = "/api/"),
            ("Slack:SocketConnections", one => one.SocketConnections = 0),
            ("Slack:SocketConnections", one => one.SocketConnections = 11),
            ("Slack:Limits:Tier3", one => one.Limits.Tier3 = -1),
        ];
        foreach (var (key, breaks) in faults)
        {
            var options = Sound();
            breaks(options);
            Assert.Contains(key, Assert.Single(options.Faults()), StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => new ServiceCollection().AddSlack(options));
        }
    }

    [Fact]
    public void A_fault_never_repeats_a_secret()
    {
        var options = new SlackOptions { SigningSecret = "a secret", BotToken = "xoxp-a-secret", AppToken = "a-secret", ApiUrl = "http://a-secret.example" };
        Assert.Equal(4, options.Faults().Count);
        Assert.DoesNotContain(options.Faults(), fault => fault.Contains("secret.", StringComparison.Ordinal) || fault.Contains("a-secret", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_loopback_api_may_be_written_with_and_without_its_slash()
    {
        foreach (var url in (string[])["http://127.0.0.1:4620/api/", "http://localhost:4620/api", "http://[::1]:4620/api//"])
        {
            var options = Sound();
            options.ApiUrl = url;
            Assert.Empty(options.Faults());
            Assert.Equal("/api/auth.test", new Uri(options.ApiRoot, "auth.test").AbsolutePath);
        }
        Assert.Equal("https://slack.com/api/auth.test", new Uri(Sound().ApiRoot, "auth.test").ToString());
    }

    private static SlackOptions Sound() => new() { SigningSecret = SmallSlack.SigningSecret, BotToken = SmallSlack.BotToken };
}
