import Directory
import SyncExpressions
import SyncRules

/// Makes the names that objects of one kind have in the tenant: the flow to `dn`, or `CN={…}` of the source anchor.
///
/// Nearly all of them are joined of two texts and an attribute, which is decided on packed bytes; what is not is evaluated as
/// values.
final class NameMaker {
    private let flows: [(expression: CompiledExpression, program: PackedCode.Program?)]
    private let programs: PackedPrograms
    /// What the tenant knows the object by, in the metaverse.
    private let anchor: AttributeID?
    private let composer = EntryComposer()
    private let machine = PackedMachine()

    /// `expressions` are those of the flows to `dn`, by precedence.
    init(_ expressions: [CompiledExpression], anchor: AttributeID?) {
        var code = PackedCode()
        flows = expressions.map { expression in
            let program = code.add(
                expression.program,
                attributes: expression.attributes.map(\.packed),
                confirmed: expression.confirmed.map(\.packed),
                parameters: expression.parameters(in: nil)
            )
            return (expression, program)
        }
        programs = PackedPrograms(code)
        self.anchor = anchor
    }

    /// Appends the name of an object.
    func append(of entry: PackedEntry, _ view: EntryView, clock: FileTime, to names: inout [UInt8]) {
        let place = AttributeID(rawValue: 0)
        for (expression, program) in flows {
            if let program {
                composer.begin()
                switch programs.run(program, on: view, with: machine, into: composer, as: place) {
                case .written:
                    var values = StoredValues(composer.stored(place))
                    if values.count == 1, let value = values.next(), Self.isName(value) {
                        names += value
                        return
                    }
                case .nothing, .ignored, .blocked: continue
                case .undecided: break
                }
            }
            if case .value(.string(let text))? = try? expression.evaluate(entry, clock: clock) {
                names += text.utf8
                return
            }
        }
        guard let anchor, let value = entry.values(of: anchor).first else { return }
        names += "CN={\(ASCII.hex(value))}".utf8
    }

    /// Whether bytes are certainly a text, and one that names something: numbers, truths and identifiers have no `=`.
    private static func isName(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let first = bytes.first, ASCII.isLetter(first) else { return false }
        return bytes.contains(UInt8(ascii: "=")) && bytes.allSatisfy { $0 < 0x80 }
    }
}
