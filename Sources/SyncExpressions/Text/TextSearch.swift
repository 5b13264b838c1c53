/// Finds a text in another, in time that grows with their lengths and not with the product of them.
struct TextSearch {
    private let units: [UInt16]
    /// For each place of the wanted text how much of its beginning ends there (Knuth, Morris and Pratt).
    private let borders: [Int]
    private let ignoresCase: Bool

    init(_ wanted: String, ignoresCase: Bool) {
        self.ignoresCase = ignoresCase
        units = Array((ignoresCase ? LetterCase.lower(wanted) : wanted).utf16)
        var borders = [Int](repeating: 0, count: units.count)
        var length = 0
        for place in units.indices.dropFirst() {
            while length > 0, units[place] != units[length] { length = borders[length - 1] }
            if units[place] == units[length] { length += 1 }
            borders[place] = length
        }
        self.borders = borders
    }

    /// The places of the wanted text, ascending, in UTF-16 units from 0, beginning at a place; those that overlap too
    /// where that is asked for, and no more than wanted.
    func places(in text: String, from start: Int = 0, overlapping: Bool = false, atMost most: Int = .max) -> [Int] {
        guard !units.isEmpty else { return [] }
        var found: [Int] = []
        var length = 0
        var place = 0
        for unit in (ignoresCase ? LetterCase.lower(text) : text).utf16 {
            defer { place += 1 }
            guard place >= start else { continue }
            while length > 0, unit != units[length] { length = borders[length - 1] }
            if unit == units[length] { length += 1 }
            guard length == units.count else { continue }
            found.append(place + 1 - length)
            if found.count == most { break }
            length = overlapping ? borders[length - 1] : 0
        }
        return found
    }

    /// The text with every occurrence replaced, and how long it is before it is made.
    func replacing(
        in text: String,
        with new: String,
        allow: (Int) throws(EvaluationError) -> Void
    ) throws(EvaluationError) -> String {
        let places = places(in: text)
        guard !places.isEmpty else { return text }
        try allow(text.utf8.count + places.count * new.utf8.count)
        let view = text.utf16
        var result = ""
        var index = view.startIndex
        var offset = 0
        for place in places {
            let begin = view.index(index, offsetBy: place - offset)
            result += text[index..<begin]
            result += new
            index = view.index(begin, offsetBy: units.count)
            offset = place + units.count
        }
        return result + text[index...]
    }
}
