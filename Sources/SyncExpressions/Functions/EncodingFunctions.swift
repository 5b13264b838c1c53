import Directory
import Foundation

/// Functions that write text or bytes as other text, and read them back.
enum EncodingFunctions {
    private static let encodings = ["Unicode", "ASCII", "UTF8"]

    static let all: [FunctionDefinition] = [
        FunctionDefinition(
            "ConvertToBase64",
            .conversion,
            [FunctionParameter("value", .value([.binary, .text]))],
            gives: .text,
            "Bytes in Base64; a text as Base64 of its UTF-16 form.",
            edges: ["Of nothing comes nothing."],
            [
                FunctionExample("ConvertToBase64(\"Hello world!\")", "\"SABlAGwAbABvACAAdwBvAHIAbABkACEA\""),
                FunctionExample("ConvertToBase64([objectGUID])", "\"AAEC\"", ["objectGUID": .binary([0, 1, 2])]),
            ]
        ) { call throws(EvaluationError) in
            if case .binary(let bytes) = call[0].single { return .string(Data(bytes).base64EncodedString()) }
            guard let text = try call.text(0) else { return .null }
            let units = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
            return .string(Data(units).base64EncodedString())
        },
        FunctionDefinition(
            "ConvertFromBase64",
            .conversion,
            [.text("text"), .optional("encoding", .word(encodings))],
            gives: .text,
            "The text that is written in Base64.",
            edges: [
                "The bytes are UTF-16 unless an encoding is given.", "Bytes that are no such text are an error.",
                "Of nothing comes nothing.",
            ],
            [
                FunctionExample("ConvertFromBase64(\"SABlAGwAbABvACAAdwBvAHIAbABkACEA\")", "\"Hello world!\""),
                FunctionExample("ConvertFromBase64(\"SGVsbG8gd29ybGQh\", UTF8)", "\"Hello world!\""),
            ]
        ) { call throws(EvaluationError) in
            guard let text = try call.text(0) else { return .null }
            guard let data = Data(base64Encoded: text.trimmingBlanks) else {
                throw call.invalid("The text is not Base64.")
            }
            let encoding: String.Encoding =
                switch try call.text(1) {
                case "UTF8": .utf8
                case "ASCII": .ascii
                default: .utf16LittleEndian
                }
            let isEven = encoding != .utf16LittleEndian || data.count.isMultiple(of: 2)
            guard isEven, let result = String(data: data, encoding: encoding) else {
                throw call.invalid("The bytes are not text in that encoding.")
            }
            return .string(result)
        },
        FunctionDefinition(
            "ConvertToUTF8Hex",
            .conversion,
            [.text("text")],
            gives: .text,
            "The UTF-8 bytes of a text as hexadecimal digits in capitals.",
            edges: ["Of nothing comes nothing."],
            [FunctionExample("ConvertToUTF8Hex(\"Hello world!\")", "\"48656C6C6F20776F726C6421\"")]
        ) { call throws(EvaluationError) in try call.text(0).map { .string(ASCII.hex($0.utf8)) } ?? .null },
        FunctionDefinition(
            "ConvertFromUTF8Hex",
            .conversion,
            [.text("text")],
            gives: .text,
            "The text whose UTF-8 bytes are written as hexadecimal digits.",
            edges: ["Of nothing comes nothing; anything but digits of UTF-8 is an error."],
            [FunctionExample("ConvertFromUTF8Hex(\"48656C6C6F20776F726C6421\")", "\"Hello world!\"")]
        ) { call throws(EvaluationError) in
            guard let text = try call.text(0) else { return .null }
            guard let bytes = ASCII.bytes(hex: text), let result = String(validating: bytes, as: UTF8.self) else {
                throw call.invalid("The text is not UTF-8 in hexadecimal digits.")
            }
            return .string(result)
        },
    ]
}
