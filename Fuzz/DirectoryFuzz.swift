import Diagnostics
import Directory

/// Everything in `Directory` that reads what others wrote: the first byte chooses the reader, the rest is the text.
///
/// A reader may refuse; it may not trap, hang, or read back what it printed as something else.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = bytes.first else { return 0 }
    let rest = bytes.dropFirst()
    let text = String(decoding: rest, as: UTF8.self)
    switch choice % 8 {
    case 0:
        guard let name = DistinguishedName(text) else { break }
        let printed = DistinguishedName(components: name.components)
        precondition(DistinguishedName(printed.text) == name, "a name is not read back as itself")
    case 1:
        let result = LDIFReader.read(SourceText(name: "fuzz", text: text))
        guard result.isComplete else { break }
        let again = LDIFReader.read(SourceText(name: "fuzz", text: LDIFWriter.write(result.records)))
        precondition(again.records.map(\.dn) == result.records.map(\.dn), "a record is not read back as itself")
        precondition(
            again.records.map(\.values) == result.records.map(\.values),
            "values are not read back as themselves"
        )
    case 2:
        guard let url = LDAPURL(text) else { break }
        precondition(LDAPURL(url.description) == url, "a URL is not read back as itself")
    case 3: _ = OID(text)
    case 4: _ = AttributeName(text).isValid
    case 5: walk(rest)
    case 6: filter(Array(rest))
    default:
        _ = SecurityIdentifier(bytes: rest).map { precondition(SecurityIdentifier($0.description) == $0) }
        _ = ObjectGUID(bytes: rest).map { precondition(ObjectGUID($0.description) == $0) }
    }
    return 0
}

/// The two readers of the Basic Encoding Rules see the same elements.
private func walk(_ bytes: ArraySlice<UInt8>) {
    Array(bytes).withUnsafeBytes { memory in
        var cursor = BERCursor(memory)
        var reader = BERReader(bytes)
        var position = 0
        while !cursor.isAtEnd, let content = cursor.element(memory[position]) {
            position = content.upperBound
            guard let element = reader.next() else { preconditionFailure("one reader sees an element more") }
            precondition(element.content.elementsEqual(memory[content]), "two readers see two contents")
        }
    }
}

/// A value goes into a filter and comes out of it as it was, whatever it holds (RFC 4515 section 3).
private func filter(_ value: [UInt8]) {
    let text = SearchFilter.equal("cn", value).description
    precondition(text.hasPrefix("(cn=") && text.hasSuffix(")"), "the frame of a filter is broken")
    var read: [UInt8] = []
    var rest = Array(text.utf8)[...].dropFirst(4).dropLast()
    while let byte = rest.popFirst() {
        precondition(!"()*\0".utf8.contains(byte), "a sign of the filter's own is not escaped")
        guard byte == UInt8(ascii: "\\") else {
            read.append(byte)
            continue
        }
        let digits = rest.prefix(2).compactMap { ASCII.hexValue($0) }
        precondition(digits.count == 2, "an escape is cut")
        read.append(UInt8(digits[0] << 4 | digits[1]))
        rest = rest.dropFirst(2)
    }
    precondition(read == value, "a value comes out of a filter as another")
}
