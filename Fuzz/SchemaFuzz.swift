import Directory

@testable import DirectorySchema

/// Everything in `DirectorySchema` that reads what servers and vendors wrote: the first byte chooses the reader.
///
/// A reader may refuse; it may not trap or hang, and what is printed of a schema is that schema.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = bytes.first else { return 0 }
    let rest = bytes.dropFirst()
    switch choice % 4 {
    case 0: definition(rest)
    case 1: for kind in DefinitionKind.allCases { _ = StrictGrammar.problem(in: rest, of: kind) }
    case 2: subschema(rest)
    default: file(Array(rest))
    }
    return 0
}

/// A definition is read back from what is printed of it, and a plain one is read as any other is.
private func definition(_ text: ArraySlice<UInt8>) {
    let read = try? DefinitionReader.read(text)
    var (plain, attributes, classes) = (PlainReader(), [AttributeType](), [ObjectClass]())
    if plain.attribute(text, into: &attributes) {
        precondition(attributes == read.map { [AttributeType($0)] }, "an attribute is read in two ways")
        precondition("\(attributes)" == read.map { "\([AttributeType($0)])" }, "an attribute is spelled in two ways")
    }
    if plain.objectClass(text, into: &classes) {
        precondition(classes == read.map { [ObjectClass($0)] }, "a class is read in two ways")
        precondition("\(classes)" == read.map { "\([ObjectClass($0)])" }, "a class is spelled in two ways")
    }
    guard let first = read else { return }
    let printed = DefinitionPrinter.text(first)
    precondition((try? DefinitionReader.read(printed)) == first, "a definition is not read back as itself")
}

/// Lines of definitions, the first byte of each its kind.
private func subschema(_ text: ArraySlice<UInt8>) {
    var reader = SubschemaReader()
    for line in text.split(separator: 0x0A) {
        guard let kind = line.first else { continue }
        let kinds = DefinitionKind.allCases
        reader.add(kinds[Int(kind) % kinds.count], line.dropFirst(), place: "fuzz")
    }
    check(reader.snapshot())
}

/// A schema file in whatever form it seems to have.
private func file(_ bytes: [UInt8]) {
    var assembler = SchemaAssembler()
    guard (try? assembler.add(bytes, name: "fuzz")) != nil else { return }
    let document = assembler.document()
    for text in assembler.texts { _ = StrictGrammar.problem(in: text.text, of: text.kind) }
    // Values of entries are taken as they stand, with bytes that are no text: only definitions come back as they were.
    check(document.snapshot, isPrintable: document.snapshot.origin == .subschema)
}

/// What is printed of a schema is read as the same schema, and everything that is asked of schemas can be asked of it.
private func check(_ schema: SchemaSnapshot, isPrintable: Bool = true) {
    // A chain of a thousand classes has a closure of a thousand for each of them.
    for definition in schema.classes.prefix(32) { _ = ClassClosure(of: definition.name, in: schema) }
    for (old, new) in [(schema, grove), (grove, schema), (schema, schema)] {
        let diff = SchemaDiff(from: old, to: new)
        _ = EffectiveChange.between(old, new, diff)
    }
    precondition(SchemaDiff(from: schema, to: schema).changes.isEmpty, "a schema differs from itself")
    var assembler = SchemaAssembler()
    let printed = LDIFWriter.write(SchemaPrinter.records(schema)) + "\n"
    do { try assembler.add(Array(printed.utf8), name: "printed") } catch {
        precondition(!isPrintable, "what is printed of a schema cannot be read")
    }
    let again = assembler.document().snapshot
    guard isPrintable, schema.unreadable.isEmpty else { return }
    precondition(again.attributes == schema.attributes, "attributes are not read back as themselves")
    precondition(again.classes == schema.classes, "classes are not read back as themselves")
    precondition(again.supporting == schema.supporting, "other definitions are not read back as themselves")
}

/// A small schema to compare with.
private let grove = SubschemaReader.read { name in
    switch name {
    case "attributeTypes":
        [
            "( 1.2.3.1 NAME ( 'treeSpecies' 'species' ) EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15{64} )",
            "( 1.2.3.2 NAME 'latinSpecies' SUP treeSpecies SINGLE-VALUE )",
        ]
    case "objectClasses":
        [
            "( 2.5.6.0 NAME 'top' ABSTRACT MUST objectClass )",
            "( 1.2.3.3 NAME 'tree' SUP top STRUCTURAL MUST treeSpecies MAY latinSpecies )",
        ]
    case "dITContentRules": ["( 1.2.3.3 NAME 'treeRule' AUX measured NOT latinSpecies )"]
    default: []
    }
}
