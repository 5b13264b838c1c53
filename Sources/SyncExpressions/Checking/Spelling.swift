/// How far two words are apart, for "did you mean".
enum Spelling {
    /// The number of letters to insert, remove or replace.
    static func distance(_ left: String, _ right: String) -> Int {
        let other = Array(right)
        var row = Array(0...other.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for place in other.indices {
                let replaced = diagonal + (other[place] == letter ? 0 : 1)
                diagonal = row[place + 1]
                row[place + 1] = min(replaced, diagonal + 1, row[place] + 1)
            }
        }
        return row[other.count]
    }
}
