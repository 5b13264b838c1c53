import Diagnostics
import Directory

/// A seed in rows: the heading has Graph's names, an object is a row, a cell without text says nothing.
enum CSVSeed {
    static func read(into builder: inout SeedBuilder) {
        var reader = CSVReader(builder.source.text)
        var heading: [CSVReader.Field]?
        while true {
            do throws(CSVReader.Mistake) {
                guard let row = try reader.next() else { return }
                guard let heading else {
                    check(row, &builder)
                    heading = row
                    continue
                }
                add(row, heading, &builder)
            } catch {
                builder.report("SEED020", error.message, error.range)
                // Without a heading nothing can be said of what follows.
                guard heading != nil else { return }
            }
        }
    }

    private static func check(_ heading: [CSVReader.Field], _ builder: inout SeedBuilder) {
        var seen: Set<AttributeName> = []
        for field in heading {
            if field.text.isEmpty {
                builder.report("SEED021", "a column has no name", field.range)
            } else if !seen.insert(AttributeName(field.text)).inserted {
                builder.report("SEED022", "there are two columns \(field.text)", field.range)
            }
        }
    }

    private static func add(_ row: [CSVReader.Field], _ heading: [CSVReader.Field], _ builder: inout SeedBuilder) {
        guard let first = row.first, let last = row.last else { return }
        let range = first.range.union(last.range)
        guard row.count == heading.count else {
            let (has, should) = (row.count, heading.count)
            return builder.report("SEED023", "the row has \(has) fields, and the heading has \(should)", range)
        }
        var properties: [(String, SeedBuilder.Value, SourceRange)] = []
        for (column, field) in zip(heading, row) where !field.text.isEmpty {
            let name = SeedNames.attribute(column.text)
            let texts =
                SeedNames.isMultiValued(name)
                ? field.text.split(separator: ";").map { trimmed($0) }.filter { !$0.isEmpty } : [field.text]
            properties.append((column.text, .texts(texts), field.range))
        }
        builder.add(properties, nil, range)
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
