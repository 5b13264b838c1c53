import CExpat

/// The owner of one `XML_Parser`: it frees the parser when it goes.
///
/// libexpat calls back while it is given bytes. What it says is collected and handed out afterwards, so that nothing
/// of a program runs, or throws, with C on the stack.
final class ExpatParser {
    private let parser: XML_Parser
    private let limits: MarkupLimits
    private var collector: EventCollector
    /// How many bytes have been given to libexpat.
    private var taken = 0
    /// Up to which byte it has said something; what lies between is a tag that has not ended.
    private var settled = 0

    /// The first bytes, as long as they are too few: libexpat would take the encoding of what it is given first for that
    /// of the whole, and one byte tells another than two.
    private var beginning: [UInt8]? = []
    private static let leastBeginning = 4

    /// Between namespace and name: a character that XML does not allow, so that it can be in neither.
    private static let separator: UInt8 = 1

    init(_ limits: MarkupLimits) throws(MarkupError) {
        guard let parser = XML_ParserCreateNS(nil, XML_Char(Self.separator)) else {
            let start = MarkupPosition(line: 1, column: 1, offset: 0)
            throw MarkupError(XML_ERROR_NO_MEMORY, hasElements: false, at: start)
        }
        self.parser = parser
        self.limits = limits
        collector = EventCollector(limits)
        // Unretained: the parser lives no longer than this object.
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { data, name, attributes in ExpatParser.with(data) { $0.start(name, attributes) } },
            { data, name in ExpatParser.with(data) { $0.end(name) } }
        )
        XML_SetCharacterDataHandler(parser) { data, text, count in ExpatParser.with(data) { $0.text(text, count) } }
        // At its beginning, before any entity is declared; external ones are not read without a handler of their own.
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in ExpatParser.with(data) { $0.documentType() } }
        // Comments, instructions and blanks around the document: only how long they are counts.
        XML_SetDefaultHandlerExpand(parser) { data, _, _ in ExpatParser.with(data) { $0.other() } }
    }

    deinit { XML_ParserFree(parser) }

    /// Takes bytes: what they say, and what is wrong after that.
    func feed(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> (events: [MarkupEvent], failure: MarkupError?) {
        guard let beginning else { return parse(bytes, isLast: isLast) }
        let joined = beginning + bytes
        let isEnough = joined.count >= Self.leastBeginning || isLast
        self.beginning = isEnough ? nil : joined
        return isEnough ? parse(joined[...], isLast: isLast) : ([], nil)
    }

    private func parse(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> (events: [MarkupEvent], failure: MarkupError?) {
        let allowed = bytes.prefix(max(0, limits.bytes - taken))
        taken += allowed.count
        let status = allowed.withUnsafeBytes { memory in
            memory.withMemoryRebound(to: CChar.self) {
                XML_Parse(parser, $0.baseAddress, Int32($0.count), isLast ? 1 : 0)
            }
        }
        if status != XML_STATUS_OK {
            // After a failure of the collector libexpat says that it was stopped, which adds nothing.
            let error = MarkupError(XML_GetErrorCode(parser), hasElements: collector.hasElements, at: position)
            collector.fail(error)
        } else if (taken - settled) / 2 > limits.tag {
            // Twice the limit: since 2.6, libexpat looks again at what has not ended only when there is twice as much.
            collector.exceedTag(at: place(of: settled))
        } else if allowed.count < bytes.count {
            collector.exceed("It is larger than \(limits.bytes) bytes.", place(of: taken))
        }
        return (collector.take(), collector.failure)
    }

    private static func with(_ data: UnsafeMutableRawPointer?, _ body: (ExpatParser) -> Void) {
        guard let data else { return }
        let owner = Unmanaged<ExpatParser>.fromOpaque(data).takeUnretainedValue()
        guard owner.collector.failure == nil else { return }
        body(owner)
        if owner.collector.failure != nil { _ = XML_StopParser(owner.parser, 0) }
    }

    private func start(_ name: UnsafePointer<XML_Char>?, _ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
        settle()
        var attributes: [XMLAttribute] = []
        var next = list
        // Names and values in turn, then a null pointer.
        while let pair = next, let name = pair[0], let value = pair[1] {
            attributes.append(XMLAttribute(Self.name(name), String(cString: value)))
            next = pair + 2
        }
        let length = Int(XML_GetCurrentByteCount(parser))
        collector.start(Self.name(name), attributes, length: length, at: position)
    }

    private func text(_ text: UnsafePointer<XML_Char>?, _ count: Int32) {
        settle()
        UnsafeRawBufferPointer(start: text, count: Int(count)).withMemoryRebound(to: UInt8.self) {
            collector.text($0, at: position)
        }
    }

    private func end(_ name: UnsafePointer<XML_Char>?) {
        settle()
        collector.end(Self.name(name), at: position)
    }

    private func other() {
        settle()
        if Int(XML_GetCurrentByteCount(parser)) > limits.tag { collector.exceedTag(at: position) }
    }

    private func documentType() {
        collector.fail(
            MarkupError(
                .documentType,
                at: position,
                "It declares a document type, which can define entities and name other files.",
                "It is refused: no document of this kind needs one. Take the declaration away."
            )
        )
    }

    private func settle() {
        settled = max(settled, XML_GetCurrentByteIndex(parser) + Int(XML_GetCurrentByteCount(parser)))
    }

    /// Where libexpat is: it counts lines from 1 and columns from 0.
    private var position: MarkupPosition { place(of: max(0, XML_GetCurrentByteIndex(parser))) }

    private func place(of offset: Int) -> MarkupPosition {
        MarkupPosition(
            line: Int(XML_GetCurrentLineNumber(parser)),
            column: Int(XML_GetCurrentColumnNumber(parser)) + 1,
            offset: offset
        )
    }

    private static func name(_ text: UnsafePointer<XML_Char>?) -> XMLName {
        guard let text else { return XMLName("") }
        let whole = String(cString: text)
        guard let mark = whole.utf8.firstIndex(of: separator) else { return XMLName(whole) }
        return XMLName(String(whole[whole.utf8.index(after: mark)...]), in: String(whole[..<mark]))
    }
}
