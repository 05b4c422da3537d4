using Bot.Clinic;

namespace Bot.Tests.Words;

public sealed class ReadingALine
{
    [Theory]
    [InlineData("ready 4", "ready 4")]
    [InlineData("ready 4 lee", "ready 4 sam.lee")]
    [InlineData("READY 4 LEE", "ready 4 sam.lee")]
    [InlineData("4 ready", "ready 4")]
    [InlineData("lee ready 4", "ready 4 sam.lee")]
    [InlineData("Ready room 4 for Dr. Lee, please!", "ready 4 sam.lee")]
    [InlineData("rm 4 is ready", "ready 4")]
    [InlineData("room4 ready", "ready 4")]
    [InlineData("ready4 lee", "ready 4 sam.lee")]
    [InlineData("#4 ready", "ready 4")]
    [InlineData("ready\u00A04\u00A0lee", "ready 4 sam.lee")]
    [InlineData("&nbsp;ready 4", "ready 4")]
    [InlineData("ｒｅａｄｙ　４", "ready 4")]
    [InlineData("read 4", "ready 4")]
    [InlineData("ready 4 dr lee", "ready 4 sam.lee")]
    [InlineData("ready 4 doctor patel", "ready 4 asha.patel")]
    [InlineData("ready 4 sam", "ready 4 sam.lee")]
    [InlineData("ready 4 sam lee", "ready 4 sam.lee")]
    [InlineData("ready 4 sam.lee", "ready 4 sam.lee")]
    [InlineData("ready 4 pat", "ready 4 asha.patel")]
    [InlineData("ready 4 provider", "ready 4 provider")]
    [InlineData("ready 4 4 lee lee", "ready 4 sam.lee")]
    [InlineData("rooming 3", "rooming 3")]
    [InlineData("rooming 3 maria", "rooming 3 maria.lopez")]
    [InlineData("roomi 3 jordan kim", "rooming 3 jordan.kim")]
    [InlineData("request 4 bh", "request 4 behavioral-health")]
    [InlineData("request 4 behavioral health", "request 4 behavioral-health")]
    [InlineData("behavioral-health request 4", "request 4 behavioral-health")]
    [InlineData("ask 4 pharmacist", "request 4 pharmacist")]
    [InlineData("req 4 pharm", "request 4 pharmacist")]
    [InlineData("request 4 robin", "request 4 robin.clarke")]
    [InlineData("request 4 front desk", "request 4 front-desk")]
    [InlineData("walk 4 lab", "walk 4 lab")]
    [InlineData("walk room 4 to the lab", "walk 4 lab")]
    [InlineData("walk 4 sched", "walk 4 scheduling")]
    [InlineData("here 4", "here 4")]
    [InlineData("here 4 lee", "here 4 sam.lee")]
    [InlineData("Lee's here in 4", "here 4 sam.lee")]
    [InlineData("here 4 pharmacist", "here 4 terry.novak")]
    [InlineData("back 4", "back 4")]
    [InlineData("i'm back in 4", "back 4")]
    [InlineData("done 4", "done 4")]
    [InlineData("done 4 lab scheduling", "done 4 blood-draw,next-visit-2-weeks")]
    [InlineData("done 4 next visit in 2 weeks", "done 4 next-visit-2-weeks")]
    [InlineData("next visit in 3 months and lab, done 4", "done 4 next-visit-3-months,blood-draw")]
    [InlineData("done 4 blood", "done 4 blood-draw")]
    [InlineData("done 4 referral", "done 4 referral")]
    [InlineData("done 4 bill lab lab", "done 4 billing-question,blood-draw")]
    [InlineData("left 4", "left 4")]
    [InlineData("patient left 4", "left 4")]
    [InlineData("left 4 by mistake", "left 4 mistake")]
    [InlineData("take 4", "take 4")]
    [InlineData("undo", "undo")]
    [InlineData("undo that please", "undo")]
    [InlineData("mine", "mine")]
    [InlineData("board", "board")]
    [InlineData("on", "on")]
    [InlineData("OFF.", "off")]
    [InlineData("busy", "busy")]
    [InlineData("busy 20", "busy 20")]
    [InlineData("busy for 4 min", "busy 4")]
    [InlineData("lunch 30min", "lunch 30")]
    [InlineData("behind 25", "behind 25")]
    [InlineData("cover patel", "cover asha.patel")]
    [InlineData("desk lab busy 10", "desk lab busy 10")]
    [InlineData("desk free", "desk - free")]
    [InlineData("lab desk free", "desk lab free")]
    [InlineData("desk lab hold 5", "desk lab hold 5")]
    [InlineData("lab busy", "desk lab busy")]
    [InlineData("report", "report today")]
    [InlineData("report week", "report week")]
    [InlineData("whoami", "whoami")]
    [InlineData("setup", "setup")]
    [InlineData("decisions please", "decides")]
    [InlineData("training", "training")]
    [InlineData("Training!", "training")]
    [InlineData("remove lee", "remove sam.lee")]
    [InlineData("Who am I?", "whoami")]
    [InlineData("use this channel for lab", "use lab")]
    [InlineData("use this channel for the care team", "use -")]
    [InlineData("help", "help")]
    [InlineData("help 4 lee", "help")]
    [InlineData("", "help")]
    [InlineData(" ?! ", "help")]
    public void A_line_is_read_as_meant(string line, string meant) =>
        Assert.Equal(meant, Say(Grammar.Read(line, WordsSite.MainStreet, direct: false)));

    [Theory]
    [InlineData("ok", "answers now")]
    [InlineData("OK!", "answers now")]
    [InlineData("omw", "answers now")]
    [InlineData("on my way", "answers now")]
    [InlineData("5", "answers 5")]
    [InlineData("5 min", "answers 5")]
    [InlineData("in 5 minutes", "answers 5")]
    [InlineData("ok, 5 min", "answers 5")]
    [InlineData("60", "answers 60")]
    [InlineData("after", "answers after")]
    [InlineData("after this patient", "answers after")]
    [InlineData("no", "answers cant")]
    [InlineData("I can’t", "answers cant")]
    [InlineData("no thanks", "answers cant")]
    [InlineData("on", "on")]
    [InlineData("ready 5", "ready 5")]
    public void A_bare_answer_counts_in_a_direct_chat(string line, string meant) =>
        Assert.Equal(meant, Say(Grammar.Read(line, WordsSite.MainStreet, direct: true)));

    [Theory]
    [InlineData("ok")]
    [InlineData("after")]
    [InlineData("no")]
    [InlineData("5")]
    [InlineData("on my way")]
    public void A_bare_answer_counts_nowhere_else(string line) =>
        Assert.IsType<Spoken.Missed>(Grammar.Read(line, WordsSite.MainStreet, direct: false));

    [Theory]
    [InlineData("0")]
    [InlineData("61")]
    [InlineData("room 5")]
    [InlineData("ok 5")]
    [InlineData("omw 4")]
    public void What_may_be_a_room_or_no_time_at_all_is_no_answer(string line) =>
        Assert.IsType<Spoken.Missed>(Grammar.Read(line, WordsSite.MainStreet, direct: true));

    [Theory]
    [InlineData("ready a lee", "ready A sam.lee")]
    [InlineData("ready Blue", "ready Blue")]
    [InlineData("ready garden view lee", "ready Garden View sam.lee")]
    [InlineData("lee ready in the garden view", "ready Garden View sam.lee")]
    [InlineData("ready 2-b", "ready 2-B")]
    [InlineData("ready room 2", "ready 2")]
    [InlineData("here I", "here I")]
    public void Rooms_may_be_called_anything(string line, string meant) =>
        Assert.Equal(meant, Say(Grammar.Read(line, WordsSite.With(["A", "I", "2", "2-B", "Blue", "Garden View"]), direct: false)));

    internal static string Say(Spoken spoken) => spoken switch
    {
        Spoken.Ready it => $"ready {it.Room} {it.Whom}".TrimEnd(),
        Spoken.Rooming it => $"rooming {it.Room} {it.Ma}".TrimEnd(),
        Spoken.Ask it => $"request {it.Room} {it.Whom}",
        Spoken.WalkTo it => $"walk {it.Room} {it.Desk}",
        Spoken.IsHere it => $"here {it.Room} {it.Who}".TrimEnd(),
        Spoken.IsBack it => $"back {it.Room}",
        Spoken.IsDone it => $"done {it.Room} {string.Join(',', it.Stops)}".TrimEnd(),
        Spoken.HasLeft it => $"left {it.Room}{(it.Mistake ? " mistake" : "")}",
        Spoken.Takes it => $"take {it.Room}",
        Spoken.Answers { Cant: true, When: null } => "answers cant",
        Spoken.Answers { Cant: false, When: When.Now } => "answers now",
        Spoken.Answers { Cant: false } it => $"answers {it.When}",
        Spoken.Presence it => $"{Lower(it.Now)} {it.Minutes}".TrimEnd(),
        Spoken.Covers it => $"cover {it.Who}",
        Spoken.DeskIs it => $"desk {it.Desk?.Value ?? "-"} {Lower(it.Now)} {it.Minutes}".TrimEnd(),
        Spoken.Removes it => $"remove {it.Who}",
        Spoken.Report it => $"report {Lower(it.Over)}",
        Spoken.UseChannel it => $"use {it.Desk?.Value ?? "-"}",
        Spoken.Undoes => "undo",
        Spoken.Missed it => $"missed: {it.Sentence}",
        _ => Lower(spoken.GetType().Name),
    };

    private static string Lower(object word) => word.ToString()!.ToLowerInvariant();
}
