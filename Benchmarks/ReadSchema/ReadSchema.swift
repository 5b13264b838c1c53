import DirectorySchema
import Foundation
import Measuring

/// Reads schemas and compares them, and prints one line of figures.
///
///     read-schema parse FILE COUNT
///     read-schema save URL BIND-DN PASSWORD-FILE BASE SNAPSHOT
///     read-schema compare URL BIND-DN PASSWORD-FILE BASE SNAPSHOT
///     read-schema generated FACTOR COUNT
///     read-schema rules FILE FORESTS COUNT
///
/// `parse` reads the subschema entry of an LDIF file again and again; `save` stores a forest's schema, and `compare`
/// reads it anew and says what differs; `generated` does the same to schemas that it makes itself; `rules` makes the
/// standard rules of so many forests that have the schema of a file.
@main
struct ReadSchema {
    static func main() {
        FirstThread().run {
            do {
                try await run(Array(CommandLine.arguments.dropFirst()))
            } catch {
                FileHandle.standardError.write(Data("read-schema: \(error)\n".utf8))
                exit(1)
            }
        }
    }

    private static func run(_ arguments: [String]) async throws {
        let numbers = arguments.compactMap { Int($0) }
        switch (arguments.first, arguments.count) {
        case ("parse", 3) where numbers.count == 1: try parse(arguments[1], count: numbers[0])
        case ("save", 6): try await LiveComparison(arguments.dropFirst()).save()
        case ("compare", 6): try await LiveComparison(arguments.dropFirst()).compare()
        case ("generated", 3) where numbers.count == 2: try compareGenerated(factor: numbers[0], count: numbers[1])
        case ("rules", 4) where numbers.count == 2:
            try RuleGeneration(path: arguments[1], forests: numbers[0], count: numbers[1]).run()
        default:
            FileHandle.standardError.write(Data("read-schema: parse, save, compare, generated or rules\n".utf8))
            exit(64)
        }
    }

    private static func parse(_ path: String, count: Int) throws {
        let file = try SubschemaFile(path)
        var snapshot = SchemaSnapshot.empty
        let each = Self.each(count) { snapshot = file.parse() }
        print(
            "program=swift attributes=\(snapshot.attributes.count) classes=\(snapshot.classes.count)"
                + " unreadable=\(snapshot.unreadable.count) each=\(each)"
        )
    }

    private static func compareGenerated(factor: Int, count: Int) throws {
        for form in GeneratedSchema.Form.allCases {
            let old = GeneratedSchema(form, factor: factor, isChanged: false)
            let new = GeneratedSchema(form, factor: factor, isChanged: true)
            let before = try old.read()
            var counts = ""
            let each = try Self.each(count) {
                let after = try new.read()
                let diff = SchemaDiff(from: before, to: after)
                let effects = EffectiveChange.between(before, after, diff)
                counts =
                    "attributes=\(after.attributes.count) classes=\(after.classes.count)"
                    + " changes=\(diff.changes.count) effects=\(effects.count)"
            }
            print("program=swift form=\(form.rawValue) \(counts) each=\(each)")
        }
    }

    /// The processor time of one of so many repetitions, in seconds.
    static func each(_ count: Int, _ body: () throws -> Void) rethrows -> String {
        let start = Usage.processorTime
        for _ in 0..<count { try body() }
        return String(format: "%.7f", (Usage.processorTime - start) / Double(max(count, 1)))
    }
}
