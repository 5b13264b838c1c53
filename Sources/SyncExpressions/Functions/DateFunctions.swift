import Directory

/// Functions on moments.
enum DateFunctions {
    static let all: [FunctionDefinition] = [
        FunctionDefinition(
            "Now",
            "dt Now()",
            arity: 0...0,
            "This moment, in UTC.",
            examples: [("IsPresent(Now())", "True")]
        ) {
            _,
            environment throws(EvaluationError) in .date(environment.now)
        },
        FunctionDefinition(
            "DateFromNum",
            "dt DateFromNum(num)",
            arity: 1...1,
            "The moment that a Windows file time stands for.",
            examples: [("FormatDateTime(DateFromNum(129699324000000000), \"yyyy-MM-dd HH:mm\")", "2012-01-01 23:00")]
        ) { arguments, environment throws(EvaluationError) in
            try Conversion.number(arguments[0], environment.range).map { .date(FileTime(ticks: $0)) } ?? .null
        },
        FunctionDefinition(
            "FormatDateTime",
            "str FormatDateTime(dt, str pattern)",
            arity: 2...2,
            "A moment as text by a pattern of y, M, d, H, h, m, s, f and t; other characters stand for themselves.",
            examples: [("FormatDateTime(DateFromNum(129699324000000000), \"yyyyMMddHHmmss.0Z\")", "20120101230000.0Z")]
        ) { arguments, environment throws(EvaluationError) in
            guard case .date(let time) = arguments[0].single else {
                guard arguments[0] == .null else {
                    throw Conversion.mismatch("a date", arguments[0], environment.range)
                }
                return .null
            }
            return .string(DatePattern(try Conversion.text(arguments[1], environment.range) ?? "").format(time))
        },
    ]
}
