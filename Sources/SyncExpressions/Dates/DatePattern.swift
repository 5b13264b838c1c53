import Directory

/// A .NET date pattern as `FormatDateTime` takes it; always UTC, always the invariant culture.
///
/// A pattern of one character is one of the standard ones, a longer one is read letter by letter, as the reference of
/// .NET's custom date and time format strings says.
struct DatePattern {
    /// Why a pattern cannot be used.
    struct Mistake: Error {
        let description: String
    }

    private let scalars: [Unicode.Scalar]

    private static let standard: [Unicode.Scalar: String] = [
        "d": "MM/dd/yyyy", "D": "dddd, dd MMMM yyyy", "f": "dddd, dd MMMM yyyy HH:mm",
        "F": "dddd, dd MMMM yyyy HH:mm:ss", "g": "MM/dd/yyyy HH:mm", "G": "MM/dd/yyyy HH:mm:ss", "m": "MMMM dd",
        "M": "MMMM dd", "o": "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
        "O": "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK", "r": "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
        "R": "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'", "s": "yyyy'-'MM'-'dd'T'HH':'mm':'ss", "t": "HH:mm",
        "T": "HH:mm:ss", "u": "yyyy'-'MM'-'dd HH':'mm':'ss'Z'", "U": "dddd, dd MMMM yyyy HH:mm:ss",
        "y": "yyyy MMMM", "Y": "yyyy MMMM",
    ]

    init(_ pattern: String) throws(Mistake) {
        let scalars = Array(pattern.isEmpty ? Self.standard["G", default: ""].unicodeScalars : pattern.unicodeScalars)
        if scalars.count == 1, let only = scalars.first {
            guard let longer = Self.standard[only] else {
                throw Mistake(description: "\(only) alone is no pattern; write %\(only)")
            }
            self.scalars = Array(longer.unicodeScalars)
        } else {
            self.scalars = scalars
        }
    }

    func format(_ time: FileTime) throws(Mistake) -> String {
        let civil = CivilTime(time)
        var result = ""
        var index = 0
        while index < scalars.count {
            let letter = scalars[index]
            switch letter {
            case "'", "\"": result += try quoted(letter, &index)
            case "\\":
                guard index + 1 < scalars.count else { throw Mistake(description: "a backslash stands at the end") }
                result.unicodeScalars.append(scalars[index + 1])
                index += 2
            case "%":
                guard index + 1 < scalars.count, scalars[index + 1] != "%" else {
                    throw Mistake(description: "% has to stand before a letter of the pattern")
                }
                result += try civil.text(scalars[index + 1], 1) ?? String(scalars[index + 1])
                index += 2
            default:
                var end = index
                while end < scalars.count, scalars[end] == letter { end += 1 }
                if let text = try civil.text(letter, end - index) {
                    // A fraction that is left out takes its point with it.
                    if letter == "F", text.isEmpty, result.hasSuffix(".") { result.removeLast() }
                    result += text
                } else {
                    result.unicodeScalars.append(contentsOf: scalars[index..<end])
                }
                index = end
            }
        }
        return result
    }

    /// What stands between two quotes; a backslash keeps its special meaning there.
    private func quoted(_ quote: Unicode.Scalar, _ index: inout Int) throws(Mistake) -> String {
        var text = String.UnicodeScalarView()
        index += 1
        while index < scalars.count, scalars[index] != quote {
            if scalars[index] == "\\", index + 1 < scalars.count { index += 1 }
            text.append(scalars[index])
            index += 1
        }
        guard index < scalars.count else { throw Mistake(description: "\(quote) is opened and not closed") }
        index += 1
        return String(text)
    }
}

extension CivilTime {
    /// What a run of one letter stands for; nothing for a letter that stands for itself.
    fileprivate func text(_ letter: Unicode.Scalar, _ count: Int) throws(DatePattern.Mistake) -> String? {
        switch letter {
        case "y": count <= 2 ? Self.padded(year % 100, count) : Self.padded(year, count)
        case "M": count >= 3 ? name(CalendarNames.months, month - 1, count) : Self.padded(month, count)
        case "d": count >= 3 ? name(CalendarNames.days, weekday, count) : Self.padded(day, count)
        case "H": Self.padded(hour, min(count, 2))
        case "h": Self.padded(hour % 12 == 0 ? 12 : hour % 12, min(count, 2))
        case "m": Self.padded(minute, min(count, 2))
        case "s": Self.padded(second, min(count, 2))
        case "f": try fraction(count)
        case "F": String(try fraction(count).reversed().drop { $0 == "0" }.reversed())
        case "t": String((hour < 12 ? "AM" : "PM").prefix(count))
        case "g": "A.D."
        case "K": String(repeating: "Z", count: count)
        case "z": count == 1 ? "+0" : count == 2 ? "+00" : "+00:00"
        default: nil
        }
    }

    private func fraction(_ count: Int) throws(DatePattern.Mistake) -> String {
        guard count <= 7 else { throw DatePattern.Mistake(description: "a fraction has at most 7 digits") }
        return String(Self.padded(Int(ticks), 7).prefix(count))
    }

    private func name(_ names: [String], _ index: Int, _ count: Int) -> String {
        guard names.indices.contains(index) else { return "" }
        return count == 3 ? String(names[index].prefix(3)) : names[index]
    }
}
