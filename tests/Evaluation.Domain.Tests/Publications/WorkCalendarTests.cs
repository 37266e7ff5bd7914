using System.Globalization;
using Evaluation.Domain.Publications;

namespace Evaluation.Domain.Tests.Publications;

/// <summary>Working days with holidays and with weekends that make up for them. The days are made up.</summary>
public sealed class WorkCalendarTests
{
    // A holiday from Thursday to the Wednesday after, for which the Saturday three days later is worked.
    private static readonly WorkCalendar Calendar = Of(2026, "2026-10-01..2026-10-07 国庆节\n2026-10-10 上班");

    [Theory]
    [InlineData("2026-04-15", 1, "2026-04-15")]
    [InlineData("2026-04-15", 5, "2026-04-21")]
    [InlineData("2026-04-18", 1, "2026-04-20")]
    [InlineData("2026-04-17", 2, "2026-04-20")]
    public void LastWorkingDay_NothingEntered_LeavesOutWeekends(string from, int days, string last) =>
        Assert.Equal(Day(last), WorkCalendar.Empty.LastWorkingDay(Day(from), days));

    [Theory]
    [InlineData("2026-09-30", 2, "2026-10-08")]
    [InlineData("2026-10-01", 1, "2026-10-08")]
    [InlineData("2026-10-08", 3, "2026-10-10")]
    [InlineData("2026-10-08", 4, "2026-10-12")]
    [InlineData("2026-10-03", 3, "2026-10-10")]
    public void LastWorkingDay_AcrossAHoliday_LeavesItOutAndCountsTheSaturdayThatMakesUp(string from, int days, string last) =>
        Assert.Equal(Day(last), Calendar.LastWorkingDay(Day(from), days));

    [Fact]
    public void LastWorkingDay_AcrossTheNewYear_KnowsTheHolidaysOfBoth()
    {
        var both = new WorkCalendar([2026, 2027], [.. Of(2026, "2026-12-31 调休").Entries, .. Of(2027, "2027-01-01..2027-01-03 元旦").Entries]);

        // Wednesday; Thursday to Sunday are off.
        Assert.Equal(Day("2027-01-04"), both.LastWorkingDay(Day("2026-12-30"), 2));
        Assert.Equal(Day("2026-12-31"), Calendar.LastWorkingDay(Day("2026-12-30"), 2));
    }

    [Fact]
    public void LastWorkingDay_OfNoDays_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.LastWorkingDay(Day("2026-10-08"), 0));

    [Theory]
    [InlineData("2026-10-01", "2026-10-07", 0)]
    [InlineData("2026-10-08", "2026-10-12", 4)]
    [InlineData("2026-10-09", "2026-10-08", 0)]
    [InlineData("9999-12-31", "9999-12-31", 1)]
    public void CountWorkingDays_BothEndsBelong(string from, string until, int days) => Assert.Equal(days, Calendar.CountWorkingDays(Day(from), Day(until)));

    [Fact]
    public void UnknownYears_AreThoseNotEntered()
    {
        Assert.Equal([2027], Calendar.UnknownYears(Day("2026-12-30"), Day("2027-01-05")));
        Assert.Empty(Calendar.UnknownYears(Day("2026-01-01"), Day("2026-12-31")));
        Assert.Equal([2025, 2026], WorkCalendar.Empty.UnknownYears(Day("2025-12-30"), Day("2026-01-05")));
        Assert.Empty(WorkCalendar.Empty.UnknownYears(Day("2026-01-05"), Day("2025-12-30")));
    }

    [Theory]
    [InlineData("2026-10-01..2026-10-07 国庆节")]
    [InlineData("2026/10/1 至 2026/10/7　国庆节")]
    [InlineData("2026.10.1..2026.10.7 国庆节")]
    [InlineData("2026年10月1日至2026年10月7日 国庆节")]
    [InlineData("\n  2026-10-01 ~ 2026-10-07 国庆节  \r\n\r\n")]
    public void Read_DatesHoweverTheyAreWritten_GivesTheSame(string text)
    {
        var (entries, remarks) = CalendarLines.Read(2026, text);

        Assert.Empty(remarks);
        Assert.Equal([new CalendarEntry(Day("2026-10-01"), Day("2026-10-07"), false, "国庆节")], entries);
        Assert.Equal("2026-10-01..2026-10-07 国庆节", CalendarLines.Write(entries));
    }

    [Fact]
    public void Write_ReadAgain_IsTheSame()
    {
        var text = "2025-12-31..2026-01-02 元旦\n2026-01-04 上班\n2026-05-01";

        Assert.Equal(text, CalendarLines.Write(CalendarLines.Read(2026, text).Entries));
    }

    [Theory]
    [InlineData("国庆节 2026-10-01", CalendarMistake.NotADate)]
    [InlineData("2026-02-30 春节", CalendarMistake.NotADate)]
    [InlineData("2026-10-01..明天", CalendarMistake.NotADate)]
    [InlineData("2026-10-07..2026-10-01 国庆节", CalendarMistake.EndsBeforeItBegins)]
    [InlineData("2026-10-01..2026-12-07 国庆节", CalendarMistake.TooLong)]
    [InlineData("2027-10-01 国庆节", CalendarMistake.OtherYear)]
    [InlineData("2025-11-30 上班", CalendarMistake.OtherYear)]
    [InlineData("2027-02-01", CalendarMistake.OtherYear)]
    [InlineData("2026-05-05 放假", CalendarMistake.Repeated)]
    [InlineData("2026-10-09 上班", CalendarMistake.WorkedAnyway)]
    [InlineData("2026-10-09 一二三四五六七八九十一二三四五六七八九十一", CalendarMistake.NameTooLong)]
    public void Read_LineThatIsWrong_NamesItAndWhatIsWrong(string line, CalendarMistake mistake)
    {
        var (_, remarks) = CalendarLines.Read(2026, "2026-05-01..2026-05-05 劳动节\n\n" + line);

        Assert.Equal([new CalendarRemark(3, mistake)], remarks);
    }

    private static WorkCalendar Of(int year, string text) => new([year], CalendarLines.Read(year, text).Entries);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
