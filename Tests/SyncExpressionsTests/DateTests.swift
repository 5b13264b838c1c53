import Directory
import TestSupport
import Testing

@testable import SyncExpressions

@Suite("Dates")
struct DateTests {
    @Test(
        "a pattern gives what .NET gives in the invariant culture",
        arguments: [
            ("yyyy-MM-dd HH:mm:ss", "2009-06-05 13:45:30"), ("d", "06/05/2009"), ("D", "Friday, 05 June 2009"),
            ("f", "Friday, 05 June 2009 13:45"), ("F", "Friday, 05 June 2009 13:45:30"), ("g", "06/05/2009 13:45"),
            ("G", "06/05/2009 13:45:30"), ("m", "June 05"), ("o", "2009-06-05T13:45:30.0617000Z"),
            ("r", "Fri, 05 Jun 2009 13:45:30 GMT"),
            ("s", "2009-06-05T13:45:30"), ("t", "13:45"), ("T", "13:45:30"), ("u", "2009-06-05 13:45:30Z"),
            ("y", "2009 June"),
            ("%d", "5"), ("%M", "6"), ("%y", "9"), ("%h", "1"), ("%H", "13"), ("%m", "45"), ("%s", "30"), ("%t", "P"),
            ("%f", "0"),
            ("%F", ""), ("%K", "Z"), ("%z", "+0"), ("%g", "A.D."), ("d dd ddd dddd", "5 05 Fri Friday"),
            ("M MM MMM MMMM", "6 06 Jun June"),
            ("y yy yyy yyyy yyyyy", "9 09 2009 2009 02009"), ("h hh H HH", "1 01 13 13"), ("m mm s ss", "45 45 30 30"),
            ("t tt", "P PM"),
            ("f ff fff ffff fffff ffffff fffffff", "0 06 061 0617 06170 061700 0617000"),
            ("F FF FFF FFFF FFFFF FFFFFF FFFFFFF", " 06 061 0617 0617 0617 0617"),
            ("ss.F", "30"), ("ss.FF", "30.06"), ("gg zz zzz", "A.D. +00 +00:00"),
            ("yyyyMMddHHmmss.0Z", "20090605134530.0Z"),
            ("'yyyy' yyyy", "yyyy 2009"), ("\"d\" d", "d 5"), ("\\d d", "d 5"), ("'it\\'s' d", "it's 5"),
            ("dd/MM", "05/06"), ("xx dd", "xx 05"),
            ("h 'o''clock'", "1 oclock"), ("", "06/05/2009 13:45:30"), ("HHH", "13"), ("ä d", "ä 5"),
        ]
    )
    func patterns(_ pattern: String, _ expected: String) throws {
        let time = try #require(DateReader.read("2009-06-05T13:45:30.0617"))
        #expect(try DatePattern(pattern).format(time) == expected)
    }

    @Test(
        "a pattern that .NET refuses is refused",
        arguments: ["x", "'a", "d\\", "d%", "%%", "ffffffff", "FFFFFFFF", "\"", "dd '"]
    )
    func refused(_ pattern: String) {
        #expect(throws: DatePattern.Mistake.self) { try DatePattern(pattern).format(FileTime(unixSeconds: 0)) }
    }

    @Test(
        "a date is read as it is written, and becomes UTC",
        arguments: [
            ("2013-01-10", "2013-01-10 00:00:00"), ("2013-01-10 4:00 PM -8", "2013-01-11 00:00:00"),
            ("2013/1/9", "2013-01-09 00:00:00"),
            ("1/10/2013", "2013-01-10 00:00:00"), ("1/10/2013 12:00 AM", "2013-01-10 00:00:00"),
            ("1/10/2013 12:30 PM", "2013-01-10 12:30:00"),
            ("10 January 2013", "2013-01-10 00:00:00"), ("Jan 10, 2013 5 pm", "2013-01-10 17:00:00"),
            ("10-Jan-2013", "2013-01-10 00:00:00"),
            ("Thu, 10 Jan 2013 08:00:00 GMT", "2013-01-10 08:00:00"), ("2013-01-10T16:00:00Z", "2013-01-10 16:00:00"),
            ("2013-01-10T16:00:00.25+01:30", "2013-01-10 14:30:00.2500000"),
            ("2013-01-10 16:00 +0530", "2013-01-10 10:30:00"), (" 2013-01-10 ", "2013-01-10 00:00:00"),
            ("2012-02-29", "2012-02-29 00:00:00"), ("1600-01-01", "1600-01-01 00:00:00"),
            ("0001-01-01", "0001-01-01 00:00:00"),
            ("9999-12-31 23:59:59", "9999-12-31 23:59:59"),
        ]
    )
    func read(_ text: String, _ expected: String) {
        #expect(DateReader.read(text).map { CivilTime($0).text } == expected)
    }

    @Test(
        "what is no date is none",
        arguments: [
            "", "today", "2013", "2013-13-01", "2013-02-29", "1900-02-29", "13/1/2013", "2013-01-10 25:00",
            "2013-01-10 4", "2013-01-10 13:00 PM",
            "2013-01-10 4:5", "2013-01-10 x", "2013-01-10 4:00 -15", "10/1/13", "2013-01-10 4:00 PM -8 more",
            "２013-01-10", "2013-01-10-8-8",
            "99999999999999999999-01-01",
        ]
    )
    func unread(_ text: String) { #expect(DateReader.read(text) == nil) }

    @Test("a moment by calendar and clock is the same moment", arguments: SeededGenerator.seeds(200))
    func civil(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let seconds = Int64.random(in: -62_135_596_800...253_402_300_799, using: &generator)
        let time = FileTime(ticks: FileTime(unixSeconds: seconds).ticks + Int64(generator.number(below: 10_000_000)))
        let civil = CivilTime(time)
        #expect(civil.fileTime == time, "\(generator): \(civil)")
        #expect(DateReader.read(civil.text) == time, "\(generator): \(civil.text)")
    }

    @Test(
        "intervals are added as a calendar counts them",
        arguments: [
            ("yyyy", 1, "2012-02-29", "2013-02-28 00:00:00"), ("q", -1, "2012-03-31", "2011-12-31 00:00:00"),
            ("m", 13, "2012-01-31", "2013-02-28 00:00:00"),
            ("m", -1, "2012-01-15", "2011-12-15 00:00:00"), ("d", 1, "2012-02-28", "2012-02-29 00:00:00"),
            ("w", 1, "2012-12-31", "2013-01-01 00:00:00"),
            ("y", -1, "2012-01-01", "2011-12-31 00:00:00"), ("ww", 2, "2012-01-01", "2012-01-15 00:00:00"),
            ("n", 90, "2012-01-01", "2012-01-01 01:30:00"),
            ("s", -1, "2012-01-01", "2011-12-31 23:59:59"),
            ("yyyy", 9999, "2012-01-01", "error: The date lies outside of the years 1 to 9999."),
            ("s", Int.max, "2012-01-01", "error: The date lies outside of the years 1 to 9999."),
            ("m", Int.min, "2012-01-01", "error: The date lies outside of the years 1 to 9999."),
        ]
    )
    func adding(_ interval: String, _ count: Int, _ date: String, _ expected: String) {
        let result = TestContext.result(
            "DateAdd(\"\(interval)\", [n], CDate([d]))",
            ["n": .number(Int64(count)), "d": .string(date)]
        )
        #expect(result == expected)
    }

    @Test("the earliest and the latest moment can be written", arguments: [Int64.min, .max, 0, -1])
    func edges(_ ticks: Int64) {
        #expect(!CivilTime(FileTime(ticks: ticks)).text.isEmpty)
    }

    @Test(
        "a number that no date of .NET can hold is none, such as that of accounts that never expire",
        arguments: [
            (0, true), (-1, true), (-504_911_232_000_000_000, true), (-504_911_232_000_000_001, false),
            (2_650_467_743_999_999_999, true), (2_650_467_744_000_000_000, false), (.max, false), (.min, false),
        ] as [(Int64, Bool)]
    )
    func numbers(_ ticks: Int64, _ isDate: Bool) {
        let result = TestContext.result("NumFromDate(DateFromNum([n]))", ["n": .number(ticks)])
        #expect(result == (isDate ? "\(ticks)" : "error: The date lies outside of the years 1 to 9999."))
        let formatted = TestContext.result("FormatDateTime(DateFromNum([n]), \"yyyy\")", ["n": .number(ticks)])
        #expect(formatted.hasPrefix("error: ") == !isDate, "\(formatted)")
    }
}
