/// Where fields stand in a definition, for the question whether one is there already.
///
/// Real definitions have a handful and are looked through; a text of thousands of words is no reason to look through
/// thousands for each of them.
struct FieldPlaces {
    private static let fewest = 24

    private var places: [String: Int] = [:]

    mutating func place(of field: RawDefinition.Field, in fields: [RawDefinition.Field]) -> Int? {
        guard fields.count >= Self.fewest else {
            return fields.firstIndex { $0.known == field.known && (field.known != nil || $0.keyword == field.keyword) }
        }
        for place in places.count..<fields.count { places[fields[place].keyword] = place }
        return places[field.keyword]
    }
}
