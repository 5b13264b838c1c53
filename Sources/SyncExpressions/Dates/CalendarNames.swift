/// Names of days and months in the invariant culture.
enum CalendarNames {
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    static let days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    /// The place, from 1, of the name that a word is, in full or its first three letters.
    static func number(of word: String, among names: [String]) -> Int? {
        let folded = LetterCase.lower(word)
        return names.firstIndex { name in
            let name = name.lowercased()
            return folded == name || folded == name.prefix(3) || (folded == "sept" && name == "september")
        }.map { $0 + 1 }
    }
}
