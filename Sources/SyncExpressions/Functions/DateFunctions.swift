import Directory

/// Functions on moments.
enum DateFunctions {
    static let all: [FunctionDefinition] = [
        FunctionDefinition(
            "Now",
            .date,
            [],
            gives: .date,
            "This moment, in UTC.",
            edges: ["In a synchronization run it is the time of the run, the same for all objects."],
            [FunctionExample("IsPresent(Now())", "True")],
            body: .ambient { _, environment throws(EvaluationError) in .date(environment.now) }
        ),
        FunctionDefinition(
            "DateFromNum",
            .date,
            [.number("number")],
            gives: .date,
            "The moment that a Windows file time stands for: steps of 100 ns since 1601, in UTC.",
            edges: [
                "Of nothing comes nothing.",
                "Outside of the years 1 to 9999 it is an error, also of 9223372036854775807, by which accounts never expire.",
            ],
            [FunctionExample("DateFromNum(129699324000000000)", "2012-01-01 23:00:00")]
        ) { call throws(EvaluationError) in
            guard let number = try call.number(0) else { return .null }
            guard CivilTime.moments.contains(number) else {
                throw call.invalid("The date lies outside of the years 1 to 9999.")
            }
            return .date(FileTime(ticks: number))
        },
        FunctionDefinition(
            "NumFromDate",
            .date,
            [.date("date")],
            gives: .number,
            "The Windows file time of a moment.",
            edges: ["Of nothing comes nothing."],
            [FunctionExample("NumFromDate(CDate(\"2012-01-01 11:00:00 PM\"))", "129699324000000000")]
        ) { call throws(EvaluationError) in try call.date(0).map { .number($0.ticks) } ?? .null },
        FunctionDefinition(
            "FormatDateTime",
            .date,
            [.date("date"), .text("pattern")],
            gives: .text,
            "A moment as text, by a date and time pattern of .NET.",
            edges: [
                "The culture is the invariant one, the time zone UTC.",
                "A pattern of one letter is a standard pattern; `%d` is the day alone.",
                "Text in quotes, after a backslash, and letters without a meaning stand for themselves.",
                "Of nothing comes nothing.",
            ],
            [
                FunctionExample(
                    "FormatDateTime(CDate(\"12/25/2007\"), \"yyyy-MM-dd\")",
                    "\"2007-12-25\""
                ),
                FunctionExample(
                    "FormatDateTime(DateFromNum(129699324000000000), \"yyyyMMddHHmmss.0Z\")",
                    "\"20120101230000.0Z\""
                ),
                FunctionExample(
                    "FormatDateTime(DateFromNum(129699324000000000), \"dddd, d MMM yy, h:mm tt\")",
                    "\"Sunday, 1 Jan 12, 11:00 PM\""
                ),
            ]
        ) { call throws(EvaluationError) in
            guard let time = try call.date(0) else { return .null }
            let pattern = try call.string(1)
            try call.allow(pattern.utf8.count * 10)
            do throws(DatePattern.Mistake) { return .string(try DatePattern(pattern).format(time)) } catch {
                throw call.invalid("The pattern cannot be used: \(error.description).")
            }
        },
        FunctionDefinition(
            "DateAdd",
            .date,
            [
                FunctionParameter("interval", .word(["yyyy", "q", "m", "y", "d", "w", "ww", "h", "n", "s"])),
                .number("count"), .date("date"),
            ],
            gives: .date,
            "A moment moved by some intervals.",
            edges: [
                "yyyy is a year, q a quarter, m a month, y, d and w a day, ww a week, h an hour, n a minute, s a second.",
                "A negative count goes back.", "A month that has no such day gives its last day.",
                "Of nothing comes nothing.",
            ],
            [
                FunctionExample("DateAdd(\"m\", 3, CDate(\"2001-01-01\"))", "2001-04-01 00:00:00"),
                FunctionExample("DateAdd(\"m\", 1, CDate(\"2001-01-31\"))", "2001-02-28 00:00:00"),
                FunctionExample("DateAdd(\"h\", -1, CDate(\"2001-01-01\"))", "2000-12-31 23:00:00"),
            ]
        ) { call throws(EvaluationError) in
            guard let time = try call.date(2), let count = try call.number(1) else { return .null }
            guard let moved = moved(time, try call.string(0), count) else {
                throw call.invalid("The date lies outside of the years 1 to 9999.")
            }
            return .date(moved)
        },
    ]

    private static let months: [String: Int] = ["yyyy": 12, "q": 3, "m": 1]
    private static let seconds: [String: Int64] = [
        "y": 86_400, "d": 86_400, "w": 86_400, "ww": 604_800, "h": 3600, "n": 60, "s": 1,
    ]

    private static func moved(_ time: FileTime, _ interval: String, _ count: Int64) -> FileTime? {
        if let unit = months[interval] {
            let (total, overflow) = Int(clamping: count).multipliedReportingOverflow(by: unit)
            return overflow ? nil : CivilTime(time).adding(months: total)?.fileTime
        }
        guard let unit = seconds[interval] else { return nil }
        let (steps, overflow) = count.multipliedReportingOverflow(by: unit * FileTime.ticksPerSecond)
        let (ticks, overflow2) = time.ticks.addingReportingOverflow(steps)
        guard !overflow, !overflow2 else { return nil }
        let moved = FileTime(ticks: ticks)
        return CivilTime.years.contains(CivilTime(moved).year) ? moved : nil
    }
}
